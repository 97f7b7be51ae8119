from pytm import TM, Actor, Boundary, Dataflow, Datastore, Process, Server

tm = TM("unused")
tm.description = "only what flows touch"
tm.ignoreUnused = True
tm.isOrdered = True
outer = Boundary("Outer")
inner = Boundary("Inner", inBoundary=outer)
empty = Boundary("Empty", inBoundary=outer)
user = Actor("User")
web = Server("Web", inBoundary=inner)
db = Datastore("DB", inBoundary=inner)
spare = Process("Spare", inBoundary=empty)
Server("Shelf")
Dataflow(web, db, "saves")
Dataflow(user, web, "asks")
tm.process()
