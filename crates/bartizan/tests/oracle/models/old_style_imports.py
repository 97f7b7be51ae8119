from pytm.pytm import TM, Actor, Boundary, Dataflow, Datastore, Server

tm = TM("from the inner module")
tm.description = "names imported from pytm.pytm"
lan = Boundary("LAN")
clerk = Actor("Clerk")
clerk.inBoundary = lan
web = Server("Intranet")
db = Datastore("Files")
db.inBoundary = lan
ask = Dataflow(clerk, web, "asks")
read = Dataflow(web, db, "reads")
tm.process()
