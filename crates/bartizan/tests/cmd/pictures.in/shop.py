from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server

tm = TM("Shop")
cloud = Boundary("Cloud")
user = Actor("User")
web = Server("Web server", inBoundary=cloud)
database = Datastore("Database", inBoundary=cloud)
Dataflow(user, web, "Order")
Dataflow(web, database, "Store the order")
tm.process()
