import json
from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server, Data, Classification
from pytm.pytm import to_serializable
from enum import Enum
tm = TM("exports", description="d")
u, s, d = Actor("U"), Server("S"), Datastore("D")
f = Dataflow(u, s, "f", data=Data("x", classification=Classification.SECRET)); g = Dataflow(s, d, "g")
tm.resolve()
def plain(o):
    if isinstance(o, Enum):
        return o.name
    if isinstance(o, set):
        return sorted(o)
    return str(o)
summary = {"name": tm.name, "elements": [{"name": e.name, "type": e.__class__.__name__, "findings": len(e.findings), "levels": e.levels} for e in TM._elements],
           "flows": [[x.source.name, x.sink.name, x.name, [c.classification for c in x.data]] for x in TM._flows],
           "findings": sorted({(x.threat_id, x.target) for x in tm.findings})[:3]}
print(json.dumps(summary, default=plain, indent=1))
whole = json.loads(json.dumps(tm, default=to_serializable))
print(sorted(whole), whole["name"], len(whole["findings"]) == len(tm.findings), [e["name"] for e in whole["elements"]], whole["flows"][0]["source"], whole["flows"][0]["data"])
print(sorted(whole["findings"][0]), whole["elements"][1]["__class__"], whole["elements"][1]["controls"]["isHardened"])
tm.process()
