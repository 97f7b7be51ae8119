#!/usr/bin/env python
"""CI gate: prints what is at or above a threshold."""
import sys
from collections import Counter
from pytm import TM, Actor, Boundary, Classification, Data, Dataflow, Datastore, Server

RANK = {"Very Low": 0, "Low": 1, "Medium": 2, "High": 3, "Very High": 4}

def gate(tm, threshold="High"):
    worst = [f for f in tm.findings if RANK.get(f.severity, 0) >= RANK[threshold]]
    worst.sort(key=lambda f: (-RANK[f.severity], f.threat_id, f.target))
    return worst

tm = TM("Gate", description="d")
u, s, d = Actor("U"), Server("S"), Datastore("D", storesPII=True)
Dataflow(u, s, "f", data=Data("pii", isPII=True, classification=Classification.SENSITIVE)); Dataflow(s, d, "g")
s.controls.validatesInput = s.controls.sanitizesInput = True
tm.process()
if not tm.findings:
    tm.resolve()
for f in gate(tm, "Very High")[:8]:
    print(f"[{f.severity:^9}] {f.threat_id:<6} {f.target}")
print(Counter(f.severity for f in tm.findings).most_common())
print(sum(1 for f in tm.findings if f.element is s), {type(f.element).__name__ for f in tm.findings} <= {"Server", "Datastore", "Dataflow", "Actor"})
sys.exit(0)
