from support.shared_parts import user, make_service, ZONES
import support.shared_parts as parts
from pytm import TM, Dataflow
tm = TM("uses a module", description="d")
svc = [make_service(n, zone) for n, zone in (("A", "green"), ("B", "amber"), ("C", "green"))]
for a, b in zip(svc, svc[1:]):
    parts.connect(a, b)
parts.connect(user, svc[0], name="entry", protocol="HTTPS")
print(sorted(ZONES), parts.COUNT[0])
tm.process()
