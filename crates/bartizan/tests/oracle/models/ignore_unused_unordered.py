from pytm import TM, Actor, Boundary, Dataflow, Datastore, Lambda, Server

tm = TM("unused", ignoreUnused=True)
tm.description = "without numbers"
cloud = Boundary("Cloud")
zeta, alpha = Server("Zeta", inBoundary=cloud), Server("Alpha")
user = Actor("User")
db = Datastore("DB")
function = Lambda("Unused function")
Dataflow(user, zeta, "z")
Dataflow(user, alpha, "a", order=4)
Dataflow(alpha, db, "m")
tm.process()
