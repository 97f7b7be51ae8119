from pytm import *
tm = TM("sets", description="d")
u, s, d = Actor("U"), Server("S"), Datastore("D")
pw, pii = Data("pw", classification=Classification.SECRET, isCredentials=True), Data("pii", classification=Classification.SENSITIVE, isPII=True)
f = Dataflow(u, s, "f", data={pw, pii}); g = Dataflow(s, d, "g", data=[pii]); h = Dataflow(s, d, "h")
h.data.add(pw)
h.data |= {pii}
common = f.data & g.data
print(sorted(x.name for x in common), len(f.data | h.data), pii in g.data, pw not in g.data, f.data == h.data, sorted(x.name for x in f.data - g.data))
owners = {e: e.name for e in (u, s, d)}
print(owners[s], len(owners), u in owners, {f: 1}.get(f), [x.name for x in sorted(h.data, key=lambda x: x.classification)], max(f.data, key=lambda x: x.classification.value).name)
tm.process()
