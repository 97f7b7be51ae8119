from pytm import TM, Actor, Data, Dataflow, Server

tm = TM("carriers")
tm.description = "the data says who carries it"
user, web = Actor("User"), Server("Web")
first = Dataflow(user, web, "first")
second = Dataflow(web, user, "second")
book = Data("Book", carriedBy=[first, second], description="read by both")
shelf = Data("Shelf", processedBy=[web])
tm.process()
