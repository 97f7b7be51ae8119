from pytm import TM, Actor, Dataflow, Server

tm = TM("levels in text")
tm.description = "levels that are digits in text"
a = Actor("A", levels=["0", "1"])
b = Server("B")
b.levels = "1"
Dataflow(a, b, "goes")
tm.process()
