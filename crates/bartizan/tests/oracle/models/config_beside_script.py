import json
import os
from enum import Enum
from pathlib import Path

from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server


class Kind(Enum):
    PERSON = "person"
    SERVER = "server"
    STORE = "store"


CLASSES = {Kind.PERSON: Actor, Kind.SERVER: Server, Kind.STORE: Datastore}
HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "support", "system.json"), encoding="utf-8") as file:
    config = json.load(file)

tm = TM(config["name"], description=config.get("description", "none"))
zones = {name: Boundary(name) for name in config["zones"]}
nodes = {}
for name, entry in config["nodes"].items():
    try:
        kind = Kind(entry["kind"])
    except ValueError as error:
        print("skipped", name, "-", error)
        continue
    nodes[name] = CLASSES[kind](name, inBoundary=zones.get(entry.get("zone")))
for source, sink, label, *rest in config["flows"]:
    if source in nodes and sink in nodes:
        Dataflow(nodes[source], nodes[sink], label, **(rest[0] if rest else {}))
print(Path(__file__).stem, sorted(nodes), type(tm).__name__)
tm.process()
