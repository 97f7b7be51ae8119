from pytm import TM, Actor, Dataflow, Server

tm = TM("self response")
tm.description = "a flow that answers itself"
user, web = Actor("User"), Server("Web")
odd = Dataflow(user, web, "echo")
odd.responseTo = odd
Dataflow(web, user, "plain")
tm.process()
