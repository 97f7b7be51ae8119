from pytm import TM, Actor, Dataflow

tm = TM("bad")
tm.description = "a flow to nowhere"
user = Actor("User")
Dataflow(user, None, "asks")
tm.process()
