from pytm import *
tm = TM("reprs", description="d")
u, s, d, l, p, e, b = Actor("U"), Server("S"), Datastore("D"), Lambda("L"), Process("P"), ExternalEntity("E"), Boundary("B")
f = Dataflow(u, s, "f"); data = Data("x", description="y"); a = Assumption("as", exclude=["A1"])
def clean(o): return repr(o).partition(" at ")[0].rstrip(">")
for o in (u, s, d, l, p, e, b, f, data):
    print(str(o), f"{o}", "%s" % o, clean(o))
print(str([str(x) for x in (u, s)]), str(f.data), 1)
f.data = [data, Data("z")]
print(", ".join(sorted(str(x) for x in f.data)), len(f.data), data in f.data, "x" in f.data, "nope" in f.data)
print(str(f.data) in ("x, z", "z, x"), bool(f.data), sorted(x.name for x in f.data))
print(u == u, u == s, u != s, len({u, s, u}), {u: 1}[u], data == Data("x", description="y"), data == Data("x"))
t = Finding(s, threat_id="T1", description="desc", details="det", severity="High", id="7")
print(str(t).splitlines(), clean(t), str(a), t.target, t.condition == "", t.response == "")
print(str(Threat(SID="Q")), type(u).__name__, u.__class__.__name__, 2)
tm.process()
