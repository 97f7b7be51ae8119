from pytm import *

tm = TM("shop")
web = Server("Web")
user = Actor("User")
visit = Dataflow(user, web, "Visit")
visit.responseTo = visit
tm.process()
