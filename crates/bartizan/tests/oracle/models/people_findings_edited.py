from pytm import *
tm = TM("edited", description="d")
u, s, d = Actor("U"), Server("S"), Datastore("D")
Dataflow(u, s, "f"); Dataflow(s, d, "g")
print(tm.report("support/short.md"))
tm.resolve()
print(tm.findings[0] is s.findings[0], s.findings[0] in tm.findings, tm.findings is tm.findings)
for f in tm.findings:
    if f.threat_id.startswith("INP"):
        f.response = "accepted"
        f.severity = "Low"
tm.findings = [f for f in tm.findings if f.target != "g" and f.threat_id < "D"]
s.findings.sort(key=lambda f: f.threat_id)
del s.findings[3:]
print(tm.report("support/short.md"))
print(tm.report(template_path="support/short.md") == tm.report("support/short.md"))
tm.resolve()
print(len(tm.findings), len(s.findings), {f.response for f in tm.findings}, tm.findings[0] is s.findings[0])
tm.process()
