"""What pytm's modules have besides classes, and never meant to be used: functions over flows and elements, export to
JSON, and the descriptors with which releases until 1.3 declared attributes."""

import copy
from enum import Enum

from pytm import TM, Actor, Agent, Asset, Assumption, Boundary, Controls, Data, Datastore, Element, Finding, LLM, Lambda
from pytm import Process, Server, SetOfProcesses, Threat, _attributes, _documented, _library


class UIError(Exception):
    """Something that the user named cannot be used."""

    def __init__(self, e, context):
        super().__init__(e, context)
        self.error = e
        self.context = context


class OrderedEnum(Enum):
    """An enumeration whose members have an order."""

    def __ge__(self, other):
        return self.value >= other.value if self.__class__ is other.__class__ else NotImplemented

    def __gt__(self, other):
        return self.value > other.value if self.__class__ is other.__class__ else NotImplemented

    def __le__(self, other):
        return self.value <= other.value if self.__class__ is other.__class__ else NotImplemented

    def __lt__(self, other):
        return self.value < other.value if self.__class__ is other.__class__ else NotImplemented


DataSet = set


class var:
    """An attribute of a class of the script's own, with a default."""

    def __init__(self, default, required=False, doc="", onSet=None):
        self.default = default
        self.required = required
        self.doc = doc
        self.onSet = onSet

    def __get__(self, instance, owner=None):
        return self if instance is None else self.default


class varString(var):
    pass


class varStrings(var):
    pass


class varBoundary(var):
    pass


class varBool(var):
    pass


class varInt(var):
    pass


class varInts(var):
    pass


class varElement(var):
    pass


class varElements(var):
    pass


class varFindings(var):
    pass


class varAction(var):
    pass


class varClassification(var):
    pass


class varLifetime(var):
    pass


class varDatastoreType(var):
    pass


class varTLSVersion(var):
    pass


class varData(var):
    pass


class varControls(var):
    pass


class varAssumption(var):
    pass


class varAssumptions(var):
    pass


def sev_to_color(sev):
    """The colour of an element whose worst finding has this severity, as Graphviz takes it."""
    if sev == 5:
        return 'firebrick3; fillcolor="#b2222222"; style=filled '
    if 2 <= sev <= 4:
        return 'gold; fillcolor="#ffd80022"; style=filled'
    if 0 <= sev < 2:
        return 'darkgreen; fillcolor="#00630022"; style=filled'
    return "black"


def _sort(flows, addOrder=False):
    ordered = sorted(flows, key=lambda flow: flow.order)
    if addOrder:
        for number, flow in enumerate(ordered, start=1):
            if flow.order != -1:
                break
            flow.order = number
    return ordered


def _sort_elem(elements):
    """Elements by their first flow, then by class, order and name."""
    first = {}
    for flow in elements:
        order = getattr(flow, "order", None)
        if order is not None and first.get(flow.source, order) >= order:
            first[flow.source] = order
    if not elements:
        return elements
    last = max(first.values()) + 1

    def place(element):
        return first.get(element, last), type(element).__name__, getattr(element, "order", 0), str(element)

    return sorted(elements, key=place)


def _match_responses(flows):
    """Joins requests and responses that name one another."""
    for flow in flows:
        if flow.responseTo is not None and flow.responseTo.response is None:
            flow.responseTo.response = flow
        if flow.response is not None and flow.response.responseTo is None:
            flow.response.responseTo = flow
    return flows


def _get_elements_and_boundaries(flows):
    """The elements and boundaries that flows touch."""
    elements, boundaries = [], []

    def add(things, thing):
        if not any(known is thing for known in things):
            things.append(thing)

    for flow in flows:
        add(elements, flow)
        for end in (flow.source, flow.sink):
            add(elements, end)
            if end.inBoundary is not None:
                add(boundaries, end.inBoundary)
                for parent in end.inBoundary.parents():
                    add(elements, parent)
                    add(boundaries, parent)
    return elements, boundaries


def get_args():
    """The command line, in pytm's flags."""
    import argparse

    parser = argparse.ArgumentParser()
    for flag in ("debug", "dfd", "seq", "list", "colormap"):
        parser.add_argument(f"--{flag}", action="store_true")
    for option in ("report", "exclude", "describe", "json"):
        parser.add_argument(f"--{option}")
    parser.add_argument("--list-elements", dest="list_elements", action="store_true")
    parser.add_argument("--levels", type=int, nargs="+")
    parser.add_argument("--stale_days", type=int)
    return parser.parse_args()


def to_serializable(val):
    """What `json.dump(..., default=to_serializable)` makes of pytm's objects."""
    if isinstance(val, TM):
        return serialize(val, nested=True)
    if isinstance(val, (Controls, Data, Threat, Element, Finding)):
        return serialize(val)
    return str(val)


_SYSTEM = (
    "_actors",
    "_assets",
    "_boundaries",
    "_data",
    "_elements",
    "_flows",
    "_threatsExcluded",
    "assumptions",
    "excluded_findings",
    "findings",
)


def serialize(obj, nested=False):
    """The attributes of an object by name; other objects by their names, unless `nested`."""
    result = {"__class__": type(obj).__name__} if isinstance(obj, (Actor, Asset)) else {}
    names = set(_attributes(obj))
    if isinstance(obj, TM):
        names.update(_SYSTEM)
    hidden = {"uuid", "is_drawn"} if isinstance(obj, Element) else {"element"} if isinstance(obj, Finding) else set()
    for name in sorted(names - hidden):
        result[name.lstrip("_")] = _exported(obj, name, getattr(obj, name), nested)
    return result


def _exported(obj, name, value, nested):
    if isinstance(obj, TM) and name == "_elements":
        return [element for element in value if isinstance(element, (Actor, Asset))]
    if isinstance(value, (Element, Data)):
        return value.name
    if isinstance(value, (Controls, Assumption)):
        return _values(value)
    if isinstance(obj, Threat) and name == "target":
        return [getattr(target, "__name__", target) for target in value]
    if name == "assumptions":
        return [_values(assumption) for assumption in value]
    if isinstance(value, (list, tuple, set)) and not nested:
        return [_reference(item) for item in value]
    return list(value) if isinstance(value, set) else value


def _values(obj):
    return {name: getattr(obj, name) for name in _attributes(obj)}


def _reference(item):
    if isinstance(item, Finding):
        return item.id
    return item.name if isinstance(item, (Element, Data)) else item


_TEXTS = (
    "description",
    "details",
    "severity",
    "mitigations",
    "example",
    "id",
    "threat_id",
    "references",
    "condition",
    "cvss",
    "response",
)


def encode_threat_data(obj):
    """Copies of threats or findings whose texts are escaped for HTML."""
    import html

    if obj is None:
        return []
    encoded = []
    for entry in obj if isinstance(obj, (list, tuple, set)) else [obj]:
        if entry is None:
            continue
        clone = copy.copy(entry)
        for name in _TEXTS + (("target",) if isinstance(entry, Finding) else ()):
            value = getattr(entry, name, None)
            if isinstance(value, str):
                setattr(clone, name, html.escape(value))
        encoded.append(clone)
    return encoded


def encode_element_threat_data(obj):
    return [_values(item) for item in obj]


class _Methods:
    """Methods of all of pytm's objects that scripts of theirs seldom call."""

    def _attr_values(self):
        return _values(self)

    def _safeset(self, attr, value):
        try:
            setattr(self, attr, value)
        except (ValueError, TypeError):
            pass

    def model_dump(self, *, include=None, exclude=None, **options):
        names = [name for name in _attributes(self) if include is None or name in include]
        return {name: _dumped(getattr(self, name)) for name in names if name not in (exclude or ())}

    def model_copy(self, *, update=None, deep=False):
        clone = copy.copy(self)
        if isinstance(getattr(self, "controls", None), Controls) and deep:
            clone.controls = copy.copy(self.controls)
        for name, value in (update or {}).items():
            setattr(clone, name, value)
        return clone


def _dumped(value):
    if isinstance(value, (Controls, Assumption)):
        return _values(value)
    if isinstance(value, (list, tuple)):
        return [_dumped(item) for item in value]
    return value


class _MethodsOfElements(_Methods):
    def _uniq_name(self):
        letters = "".join(letter for letter in self.name if letter.isalpha())
        return f"{type(self).__name__.lower()}_{letters}_{str(self.uuid)[-10:]}"

    def _color(self):
        return "firebrick2" if isinstance(self, Boundary) else "black"

    def _shape(self):
        for kind, shape in _SHAPES:
            if isinstance(self, kind):
                return shape
        return "square"

    def _label(self):
        import textwrap

        return "\\n".join(textwrap.wrap(self.display_name(), 18))

    def _set_severity(self, sev):
        if isinstance(sev, int):
            self.severity = max(0, sev)
        else:
            self.severity = max(self.severity, _SEVERITIES.get(str(sev).strip().lower(), 0))

    def dfd(self, **options):
        raise NotImplementedError("an element is drawn with the others only: use `tm.dfd()`")


_SHAPES = (
    (SetOfProcesses, "doublecircle"),
    ((Server, Process), "circle"),
    (Datastore, "none"),
    (Lambda, "rectangle; style=rounded"),
    ((LLM, Agent), "hexagon"),
)
_SEVERITIES = {"very high": 5, "critical": 5, "high": 4, "medium": 3, "low": 2, "very low": 1}


class _MethodsOfModels(_Methods):
    def _process(self):
        return self.process()

    def _init_threats(self):
        TM._threats.clear()
        self._add_threats()

    def _add_threats(self):
        TM._threats.extend(_library(self.threatsFile))

    def sqlDump(self, filename):
        raise NotImplementedError("a script cannot write a database: use `--json FILE`")


class _Field:
    """What is known of an attribute."""

    def __init__(self, description):
        self.description = description


def _model_fields(cls):
    return {name: _Field(documentation) for name, documentation in _documented(cls)}
