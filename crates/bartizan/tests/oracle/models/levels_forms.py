from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server

tm = TM("levels")
tm.description = "levels as an int, a list, a set and a tuple"
tm.mergeResponses = False
lab = Boundary("Lab", levels=[0, 1])
user = Actor("User", levels=0)
web = Server("Web", levels=[0, 1], inBoundary=lab)
cache = Server("Cache", inBoundary=lab)
cache.levels = 1
db = Datastore("DB")
db.levels = {1, 2}
disk = Datastore("Disk")
disk.levels = (2,)
Dataflow(user, web, "asks")
Dataflow(web, cache, "looks up")
Dataflow(cache, db, "misses")
Dataflow(db, disk, "reads")
Dataflow(user, disk, "never together")
tm.process()
