from pytm import TM, Actor, Server, Datastore, Dataflow, Threat
tm = TM("scoring", description="d")
u, s, d = Actor("U"), Server("S"), Datastore("D")
flows = [Dataflow(u, s, "a", protocol="HTTP"), Dataflow(s, d, "b", isEncrypted=True)]
table = {}
for e in TM._elements:
    table[e.name] = [t.id for t in TM._threats if t.apply(e)]
print({k: len(v) for k, v in table.items()}, table["a"][:5])
tm.check()
table2 = {e.name: [t.id for t in TM._threats if t.apply(e)] for e in TM._elements}
print({k: len(v) for k, v in table2.items()})
tm.resolve()
weights = {"Very High": 5, "High": 4, "Medium": 3, "Low": 2}
scores = {}
for f in tm.findings:
    scores[f.target] = scores.get(f.target, 0) + weights.get(f.severity, 1)
for name, score in sorted(scores.items(), key=lambda kv: (-kv[1], kv[0])):
    print(f"{name:<10}|{'#' * (score // 10)} {score}")
tm.process()
