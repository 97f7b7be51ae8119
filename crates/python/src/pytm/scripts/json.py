"""Models that are written as JSON: `load(file)` and `loads(text)`."""

import json

import pytm
from pytm import TM, Action, Boundary, Classification, Data, Dataflow, Lifetime

_KINDS = (
    "Asset",
    "Agent",
    "Actor",
    "Server",
    "ExternalEntity",
    "Lambda",
    "LLM",
    "Datastore",
    "Process",
    "SetOfProcesses",
)


def loads(s):
    return decode(json.loads(s))


def load(fp):
    return decode(json.load(fp))


def decode(model):
    """The model in a decoded JSON object. Elements are known to flows and boundaries by their names."""
    if not isinstance(model, dict):
        raise ValueError("Failed to decode JSON input as TM")
    model = dict(model)
    boundaries = _boundaries(model.pop("boundaries", []))
    data = {name: Data(name, **given) for name, given in map(_datum, *_named(model.pop("data", []), "data"))}
    elements = _elements(model.pop("elements", []), boundaries)
    for name, given in zip(*_named(model.pop("flows", []), "dataflow")):
        _flow(name, given, elements, data)
    if "name" not in model:
        raise ValueError("name property missing for threat model")
    if "onDuplicates" in model:
        model["onDuplicates"] = Action(model["onDuplicates"])
    return TM(model.pop("name"), **model)


def _named(entries, what):
    """Names and other attributes of entries, side by side."""
    names, others = [], []
    for number, entry in enumerate(entries):
        given = dict(entry)
        name = given.pop("name", None)
        if name is None:
            raise ValueError(f"name property missing in {what} {number}")
        names.append(name)
        others.append(given)
    return names, others


def _boundaries(entries):
    boundaries, around = {}, {}
    for name, given in zip(*_named(entries, "boundary")):
        if "inBoundary" in given:
            around[name] = given.pop("inBoundary")
        boundaries[name] = Boundary(name, **given)
    for name, outer in around.items():
        boundaries[name].inBoundary = boundaries[outer]
    return boundaries


def _datum(name, given):
    for attribute, members in (("classification", Classification), ("lifetime", Lifetime)):
        member = given.pop(attribute, None)
        if member:
            given[attribute] = members[member]
    return name, given


def _elements(entries, boundaries):
    elements = {}
    for number, entry in enumerate(entries):
        given = dict(entry)
        kind = given.pop("__class__", "Asset")
        if kind not in _KINDS:
            raise ValueError(f"Unknown element class: {kind}")
        name = given.pop("name", None)
        if name is None:
            raise ValueError(f"name property missing in element {number}")
        if "inBoundary" in given:
            if given["inBoundary"] not in boundaries:
                raise ValueError(f"element {name} references invalid boundary {given['inBoundary']}")
            given["inBoundary"] = boundaries[given["inBoundary"]]
        elements[name] = getattr(pytm, kind)(name, **given)
    return elements


def _flow(name, given, elements, data):
    ends = []
    for end in ("source", "sink"):
        if end not in given:
            raise ValueError(f"dataflow {name} is missing {end} property")
        if given[end] not in elements:
            raise ValueError(f"dataflow {name} references invalid {end} {given[end]}")
        ends.append(elements[given.pop(end)])
    if "data" in given:
        carried = given.pop("data")
        for datum in carried:
            if datum not in data:
                raise ValueError(f"dataflow {name} references invalid data {datum}")
        given["data"] = [data[datum] for datum in carried]
    return Dataflow(*ends, name, **given)
