from pytm import TM, Actor, Dataflow, Server

tm = TM("flagged")
tm.description = "a response that is matched by its ends"
tm.mergeResponses = True
user, web, api = Actor("User"), Server("Web"), Server("API")
Dataflow(user, web, "ask")
Dataflow(web, user, "answer", isResponse=True)
back = Dataflow(api, web, "nobody asked")
back.isResponse = True
tm.process()
