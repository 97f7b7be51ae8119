from pytm import TM, Action, Actor, Dataflow, Server

tm = TM("strict")
tm.description = "equal flows are an error"
tm.onDuplicates = Action.RESTRICT
user, web = Actor("User"), Server("Web")
Dataflow(user, web, "once")
Dataflow(user, web, "twice")
tm.process()
