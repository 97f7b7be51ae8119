from pytm import TM, Actor, Boundary, Dataflow, Datastore, Lambda, Server

tm = TM("scope")
tm.description = "what is out of scope"
beyond = Boundary("Beyond", inScope=False)
user = Actor("User", inScope=False)
web = Server("Web")
partner = Server("Partner", inScope=False, inBoundary=beyond)
old = Datastore("Old", inBoundary=beyond)
old.inScope = False
function = Lambda("Function", inScope=False)
ask = Dataflow(user, web, "asks")
call = Dataflow(web, partner, "calls")
read = Dataflow(partner, old, "reads", inScope=False)
back = Dataflow(partner, web, "answers", responseTo=call)
tm.process()
