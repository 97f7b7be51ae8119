from pytm import TM, Actor, Dataflow, Server

tm = TM("chain")
tm.description = "two responses to one request, and a response to a response"
tm.mergeResponses = True
tm.isOrdered = True
user, web = Actor("User"), Server("Web")
ask = Dataflow(user, web, "ask")
one = Dataflow(web, user, "one", responseTo=ask)
two = Dataflow(web, user, "two", responseTo=ask)
again = Dataflow(user, web, "again", responseTo=two)
tm.process()
