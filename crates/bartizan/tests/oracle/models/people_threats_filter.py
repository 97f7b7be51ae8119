import sys
from pytm import *
tm = TM("filter", description="d")
Dataflow(Actor("A"), Server("S"), "f")
keep = {t.id for t in TM._threats if t.severity in ("High", "Very High") and Server in t.target}
print(len(keep) > 5, sorted(keep)[:3], sorted({c.__name__ for t in TM._threats for c in t.target}))
TM._threatsExcluded = [t.id for t in TM._threats if t.id not in keep]
sys.argv += []
tm.process()
