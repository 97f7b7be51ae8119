from pytm import TM, Actor, Data, Dataflow, Datastore, Server

tm = TM("checked twice")
tm.description = "check, resolve and then process"
tm.isOrdered = True
user, web, db = Actor("User"), Server("Web", port=443, protocol="HTTPS"), Datastore("DB", port=1)
web.controls.isEncrypted = True
one = Dataflow(user, web, "one", data=Data("X", isStored=True))
two = Dataflow(web, db, "two")
print(tm.check())
web.controls.isEncrypted = False
tm.resolve()
print(len(tm.findings) > 0, one.order, two.order, one.dstPort)
tm.process()
