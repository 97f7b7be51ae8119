from pytm import *

tm = TM("shop")
web = Server("Web")
user = Actor("User")
Dataflow(user, web, "Visit")
tm.process()
