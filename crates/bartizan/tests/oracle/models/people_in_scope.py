from pytm import *
tm = TM("scope", description="d")
x, s, d = ExternalEntity("X", inScope=False), Server("S"), Datastore("D", inScope=0)
f = Dataflow(x, s, "f", inScope=False); g = Dataflow(s, d, "g")
out = [e.name for e in TM._elements if not e.inScope]
print(out)
tm.process()
print(len(tm.findings), {f.target for f in tm.findings})
