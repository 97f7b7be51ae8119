from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server, Process
tm = TM("edits", description="d")
u, s, d, p = Actor("U"), Server("S"), Datastore("D"), Process("P")
f, g, h = Dataflow(u, s, "f"), Dataflow(s, d, "g"), Dataflow(s, p, "h")
TM._elements.remove(p)
TM._flows.remove(h)
TM._elements = [e for e in TM._elements if e is not h]
TM._flows.sort(key=lambda e: e.name, reverse=True)
TM._threats = [t for t in TM._threats if t.id.startswith(("INP", "AC"))]
TM._threatsExcluded = ["INP23"]
TM._threatsExcluded.append("AC01")
print(len(tm._elements), len(tm._flows), [e.name for e in tm._elements], [e.name for e in tm._flows], tm._threatsExcluded)
for t in TM._threats:
    if t.id == "INP05":
        t.severity = "Low"
        t.description = "changed"
        t.condition = "target.OS == ''"
print(sorted({t.severity for t in TM._threats}), [t.condition for t in TM._threats if t.id == "INP05"])
tm.process()
print([(f.threat_id, f.severity, f.description) for f in tm.findings if f.threat_id == "INP05"])
