import sys

from pytm import TM, Actor, Dataflow, Server

tm = TM("afterwards")
tm.description = "code that runs after the model has been processed"
user, web = Actor("User"), Server("Web", port=80)
asks = Dataflow(user, web, "asks")
tm.process()
tm.resolve()
by_target = {}
for finding in tm.findings:
    by_target.setdefault(finding.target, []).append(finding.threat_id)
for target, ids in sorted(by_target.items()):
    print(f"{target}: {len(ids)} findings, first {ids[0]}, last {ids[-1]}")
print(len(TM._elements), len(TM._flows), asks.dstPort, asks.source is user, [f.name for f in web.inputs])
if len(tm.findings) < 1:
    sys.exit(3)
