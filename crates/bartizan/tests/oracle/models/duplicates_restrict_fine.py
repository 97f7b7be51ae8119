from pytm import TM, Action, Actor, Dataflow, Server

tm = TM("strict", onDuplicates=Action.RESTRICT)
tm.description = "flows that differ are fine"
user, web = Actor("User"), Server("Web")
Dataflow(user, web, "once", protocol="HTTP")
Dataflow(user, web, "twice", protocol="HTTPS")
Dataflow(web, user, "back")
tm.process()
