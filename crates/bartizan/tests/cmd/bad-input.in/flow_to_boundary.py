from pytm import *

tm = TM("shop")
inside = Boundary("Inside")
user = Actor("User")
Dataflow(user, inside, "Visit")
tm.process()
