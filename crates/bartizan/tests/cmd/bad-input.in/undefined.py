from pytm import *

tm = TM("shop")
web = Server("Web")
user = Actor("User")
Dataflow(usr, web, "Visit")
tm.process()
