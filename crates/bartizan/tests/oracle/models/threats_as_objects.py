from pytm import TM, Actor, Dataflow, Datastore, Server, Threat, Finding

tm = TM("custom", description="threats of our own")
TM._threats.append(Threat(SID="OWN01", target=["Server"], description="No banner", details="d", severity="High", condition="target.OS == 'Windows'", mitigations="m", example="e", references="r", prerequisites="p"))
TM._threats.append(Threat(**{"SID": "OWN02", "target": "Dataflow", "description": "Plain", "Likelihood Of Attack": "High", "severity": "Low", "condition": "target.protocol == 'HTTP' and target.dstPort != 443"}))
TM._threats.append(Threat(id="OWN03", target=(Datastore, Server), description="always"))
TM._threats.insert(0, Threat(SID="OWN00", condition="target.inScope", target=["Actor"]))
user, web, db = Actor("User"), Server("Web", OS="Windows"), Datastore("DB")
ask = Dataflow(user, web, "asks", protocol="HTTP", dstPort=80)
read = Dataflow(web, db, "reads")
for t in TM._threats:
    if t.id.startswith("OWN"):
        print(t, t.id, t.severity, t.likelihood, t.condition, [c if isinstance(c, str) else c.__name__ for c in t.target], [t.apply(e) for e in (user, web, db, ask, read)])
print(len([t for t in TM._threats if not t.id.startswith("OWN")]) > 100)
TM._threatsExcluded = ["INP01", "OWN00"]
tm.process()
