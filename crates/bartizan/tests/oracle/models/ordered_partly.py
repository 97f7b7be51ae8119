from pytm import TM, Actor, Dataflow, Server

tm = TM("partly ordered", description="some flows have numbers of their own", isOrdered=True)
user, web = Actor("User"), Server("Web")
Dataflow(user, web, "no number")
Dataflow(user, web, "five", order=5)
Dataflow(user, web, "two", order=2)
Dataflow(web, user, "no number either")
zero = Dataflow(web, user, "zero")
zero.order = 0
tm.process()
