from pytm import *
tm = TM("assume", description="d", assumptions="one text")
print([a.name for a in tm.assumptions])
tm.assumptions = ["a", {"name": "b", "exclude": ["INP01", "INP02"]}, Assumption("c", {"AA01"}), Assumption(name="d", description="why", exclude={"DE01"})]
print([(a.name, sorted(a.exclude), a.description) for a in tm.assumptions])
s, u = Server("S"), Actor("U")
s.assumptions = [Assumption("local", exclude=["CR01"])]
s.assumptions.append(Assumption("later", exclude={"CR02"}))
tm.assumptions.append(Assumption("appended", exclude=["DS01"]))
Dataflow(u, s, "f", assumptions=[Assumption("in the flow", exclude={"DE02"})])
tm.process()
print(len(tm.excluded_findings), sorted({f.threat_id for f in tm.excluded_findings}))
for f in tm.excluded_findings[:2]:
    print(f.assumption.name, f.threat_id, f.target, f.id)
