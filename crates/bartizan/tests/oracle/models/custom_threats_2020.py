from pytm.pytm import TM, Actor, Dataflow, Datastore, Server

tm = TM("own threats of 2020")
tm.description = "conditions that read controls on the target itself"
tm.threatsFile = "threats/vintage.json"
user = Actor("User")
web = Server("Web")
web.isHardened = True
web.sanitizesInput = False
bare = Server("Bare")
bare.providesIntegrity = True
db = Datastore("DB")
db.isEncrypted = False
db.onRDS = True
up = Dataflow(user, web, "up")
up.data = "XML"
up.isEncrypted = True
down = Dataflow(web, db, "down")
down.protocol = "HTTP"
down.isEncrypted = False
tm.process()
