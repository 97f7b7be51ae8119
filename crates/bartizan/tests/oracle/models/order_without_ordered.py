from pytm import TM, Actor, Dataflow, Server

tm = TM("numbers")
tm.description = "numbers without the order of the model"
user, web = Actor("User"), Server("Web")
flow = Dataflow(user, web, "three")
flow.order = 3
flow = Dataflow(web, user, "one")
flow.order = 1
flow = Dataflow(user, web, "none")
flow = Dataflow(web, user, "minus two")
flow.order = -2
tm.process()
