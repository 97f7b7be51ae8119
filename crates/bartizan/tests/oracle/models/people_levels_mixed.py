from pytm import *
tm = TM("levels", description="d")
out, inn = Boundary("Out", levels=[0]), Boundary("In", levels={0, 1})
u, s, p, d = Actor("U", levels=0), Server("S", levels=(0, 1)), Process("P", levels=1), Datastore("D", levels=[1, 2])
s.inBoundary = p.inBoundary = d.inBoundary = inn
Dataflow(u, s, "a", levels=[0]); Dataflow(s, p, "b", levels=1); Dataflow(p, d, "c", levels={2})
print(u.levels, s.levels, p.levels, d.levels, inn.levels)
tm.process()
