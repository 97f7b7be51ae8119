import sys
from collections import Counter, defaultdict
from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server

sys.argv = sys.argv[:1] + [a for a in sys.argv[1:] if a != "--quiet"]
tm = TM("Findings")
tm.description = "reads its own findings"
user, web, db = Actor("User"), Server("Web"), Datastore("DB")
Dataflow(user, web, "asks")
Dataflow(web, db, "reads")
tm.resolve()
by_severity = Counter(f.severity for f in tm.findings)
by_target = defaultdict(list)
for f in tm.findings:
    by_target[f.target].append(f.threat_id)
for severity, count in sorted(by_severity.items()):
    print(f"{severity:>10}: {count:3d}")
for target in sorted(by_target):
    print(target, ",".join(sorted(by_target[target])))
print(len(tm.findings), len(tm.excluded_findings), len(web.findings), len(db.findings), len(user.findings))
first = tm.findings[0]
print(first.id, first.threat_id, first.target, first.element is not None, type(first).__name__, first.response == "", first.cvss == "")
print([f.id for f in web.findings][:5], web.findings[0].element is web)
print(web.severity, db.severity, user.severity)
tm.process()
