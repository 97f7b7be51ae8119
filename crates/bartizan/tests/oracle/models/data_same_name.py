from pytm import TM, Actor, Data, Dataflow, Server

tm = TM("equal data")
tm.description = "two pieces of data that are equal, and two that share a name"
user, web = Actor("User"), Server("Web")
one = Data("Note")
two = Data("Note")
three = Data("Note", description="another")
Dataflow(user, web, "equal", data=[one, two])
Dataflow(user, web, "named", data=[one, three])
Dataflow(web, user, "text", data="Note")
tm.process()
