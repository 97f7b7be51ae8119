from pytm import TM, Actor, Dataflow, Server, Datastore

tm = TM("responses")
tm.description = "linked from the response"
user, web, db = Actor("User"), Server("Web"), Datastore("DB")
web.protocol = "HTTPS"
web.port = 443
web.controls.isEncrypted = True
db.protocol = "SQL"
db.port = 5432
ask = Dataflow(user, web, "ask")
query = Dataflow(web, db, "query")
rows = Dataflow(db, web, "rows", responseTo=query)
answer = Dataflow(web, user, "answer")
answer.responseTo = ask
tm.process()
