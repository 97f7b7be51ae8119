from pytm import TM, Actor, Dataflow, Datastore, Server

tm = TM("ordered")
tm.description = "all flows in order of declaration"
tm.isOrdered = True
user, web, db = Actor("User"), Server("Web"), Datastore("DB")
Dataflow(user, web, "first")
Dataflow(web, db, "second")
Dataflow(db, web, "third")
Dataflow(web, user, "fourth")
tm.process()
