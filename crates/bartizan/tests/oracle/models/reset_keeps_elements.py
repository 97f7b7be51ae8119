from pytm import TM, Actor, Dataflow, Server

early = Actor("Early")
tm = TM("first name")
late = Server("Late")
other = TM("second name")
other.description = "two models share their elements"
Dataflow(early, late, "asks")
other.process()
