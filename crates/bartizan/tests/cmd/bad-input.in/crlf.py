from pytm import *
tm = TM("windows")
web = Server("Web")
user = Actor("User")
Dataflow(user, web, "Visit")
tm.process()
