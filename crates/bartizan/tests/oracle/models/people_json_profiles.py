import json
import os
from pathlib import Path
from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server, Process, Lambda, ExternalEntity, Classification, Data

HERE = Path(__file__).resolve().parent
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "support", "described.json"), encoding="utf-8") as f:
    config = json.load(f)
types = {c.__name__: c for c in (Actor, Server, Datastore, Process, Lambda, ExternalEntity)}
tm = TM(config["name"])
tm.description = config.get("description", "")
made = {}
for b in config["boundaries"]:
    made[b["name"]] = Boundary(b["name"], inBoundary=made.get(b.get("parent")))
for spec in config["elements"]:
    element = types[spec["type"]](spec["name"], **spec.get("attributes", {}))
    if "boundary" in spec:
        element.inBoundary = made[spec["boundary"]]
    for control in spec.get("controls", []):
        setattr(element.controls, control, True)
    made[spec["name"]] = element
for source, sink, name, *rest in config["flows"]:
    flow = Dataflow(made[source], made[sink], name)
    if rest:
        flow.data = [Data(d, classification=Classification[c.upper()]) for d, c in rest[0].items()]
print((HERE / "support" / "described.json").name, len(made))
tm.process()
