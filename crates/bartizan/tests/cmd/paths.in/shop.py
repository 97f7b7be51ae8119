from pytm import TM, Actor, Boundary, Classification, Data, Dataflow, Datastore, ExternalEntity, Server

tm = TM("Shop")
cloud = Boundary("Cloud")
user = Actor("User")
bank = ExternalEntity("Bank")
web = Server("Web server", inBoundary=cloud)
web.controls.isHardened = False
database = Datastore("Database", inBoundary=cloud)
order = Data("Order", classification=Classification.SENSITIVE, isStored=True)
Dataflow(user, web, "Order", data=order)
Dataflow(web, database, "Store the order", data=order)
pay = Dataflow(web, bank, "Ask for money")
Dataflow(bank, web, "Paid", responseTo=pay)
tm.process()
