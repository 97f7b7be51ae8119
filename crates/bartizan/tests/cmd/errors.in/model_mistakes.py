from pytm import TM, Actor, Boundary, Classification, Data, Dataflow, Server

tm = TM("shop")
user = Actor("User")
web = Server("Web")
card = Data("Card")
Dataflow(user, web)
Dataflow(user, card, "Pay")
Dataflow(user, Server, "Visit")
Server()
Server("Web", "443")
Boundary("Inside", inBoundary=web)
web.inBoundary.name
web.controls.isHardened()
web.controls = 5
Classification("SECERT")
web.name = "Front"
tm.process("--dfd")
tm.process
