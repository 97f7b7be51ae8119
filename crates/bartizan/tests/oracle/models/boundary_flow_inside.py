from pytm import TM, Actor, Boundary, Dataflow, Server

tm = TM("flows inside")
tm.description = "a flow that is placed in a boundary, and a boundary as the end of a flow"
tm.mergeResponses = True
room = Boundary("Room")
a = Actor("A", inBoundary=room)
b = Server("B", inBoundary=room)
talk = Dataflow(a, b, "talk", inBoundary=room)
reply = Dataflow(b, a, "reply", responseTo=talk)
other = Dataflow(a, b, "other")
tm.process()
