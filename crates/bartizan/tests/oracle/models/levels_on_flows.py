from pytm import TM, Actor, Boundary, Dataflow, Lambda, Server

tm = TM("levels of flows")
tm.description = "flows that state levels of their own"
deep = Boundary("Deep", levels=2)
deeper = Boundary("Deeper", inBoundary=deep, levels={2})
a = Actor("A", levels={0, 1})
b = Server("B", levels={0, 1, 2})
c = Lambda("C", levels=[1, 2], inBoundary=deeper)
one = Dataflow(a, b, "only on one")
one.levels = 1
two = Dataflow(b, c, "on all", levels={0, 1, 2})
three = Dataflow(c, b, "as its ends")
tm.process()
