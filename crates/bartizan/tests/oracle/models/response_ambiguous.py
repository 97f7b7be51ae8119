from pytm import TM, Actor, Dataflow, Server

tm = TM("ambiguous")
tm.description = "two requests and a response that does not say to which"
tm.mergeResponses = True
user, web = Actor("User"), Server("Web")
Dataflow(user, web, "first question")
Dataflow(user, web, "second question")
Dataflow(web, user, "an answer", isResponse=True)
tm.process()
