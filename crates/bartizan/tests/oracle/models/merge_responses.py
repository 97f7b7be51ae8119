from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server

tm = TM("merged")
tm.description = "responses are drawn with their requests"
tm.mergeResponses = True
tm.isOrdered = True
home = Boundary("Home")
user = Actor("User", inBoundary=home)
web, db = Server("Web"), Datastore("DB")
ask = Dataflow(user, web, "a question with quite a long label")
answer = Dataflow(web, user, "an answer with an even longer label, so that it wraps", responseTo=ask)
query = Dataflow(web, db, "query")
rows = Dataflow(db, web, "rows", responseTo=query)
Dataflow(web, db, "one way")
tm.process()
