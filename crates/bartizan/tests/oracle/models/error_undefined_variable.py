from pytm import TM, Actor, Server, Dataflow

tm = TM("bad")
tm.description = "the variable does not exist"
user = Actor("User")
web = Server("Web")
Dataflow(user, wbe, "asks")
tm.process()
