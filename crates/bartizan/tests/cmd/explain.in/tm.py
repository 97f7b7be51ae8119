from pytm import TM, Actor, Assumption, Boundary, Data, Dataflow, Datastore, Server

tm = TM("Shop")
tm.assumptions = [Assumption("the data centre is guarded", exclude=["DO02"])]
TM._threatsExcluded = ["INP27"]
internet = Boundary("Internet")
user = Actor("User", inBoundary=internet)

web = Server("Web Server")
web.servesWebPages = True
web.controls.validatesInput = False
web.controls.isHardened = True
web.assumptions = [Assumption("a proxy checks parameters", exclude=["INP10"])]

old = Server("Old Server")
old.servesWebPages = True
old.inScope = False

evil = Server("\x1b[31m\u202eEvil\n::error::pwned")
evil.servesWebPages = True
evil.controls.validatesInput = False

base = Datastore("Base")
card = Data("Card", isCredentials=True)

order = Dataflow(user, web, "Order")
order.protocol = "HTTP"
order.data = card
Dataflow(web, base, "Store", protocol="MySQL")
Dataflow(user, evil, "Probe")

tm.process()
