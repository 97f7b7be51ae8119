from pytm import TM, Actor, Boundary, Dataflow, Server

tm = TM("twins")
tm.description = "elements and flows of the same name"
left, right = Boundary("Site"), Boundary("Site")
one = Server("Node", inBoundary=left)
two = Server("Node", inBoundary=right)
three = Actor("Node")
Dataflow(one, two, "sync")
Dataflow(two, one, "sync")
Dataflow(three, two, "sync")
tm.process()
