from pytm import TM, Action, Actor, Dataflow, Server

tm = TM("answers", onDuplicates=Action.IGNORE)
tm.description = "equal flows that have responses"
user, web = Actor("User"), Server("Web")
one = Dataflow(user, web, "one")
two = Dataflow(user, web, "two")
Dataflow(web, user, "to one", responseTo=one)
Dataflow(web, user, "to two", responseTo=two)
tm.process()
