from pytm import TM, Dataflow, Server, Datastore

tm = TM("extras")
tm.description = "attributes that nobody but this script knows"
tm.reviewer = "nobody"
web = Server("Web", owner="team web", cost=12.5)
web.tags = {"tier": "gold", "zone": 7}
web.zones = ["north", "south"]
db = Datastore("DB")
db.owner = "team <data>"
db.cost = 1234567.891
db.tags = {"tier": "lead"}
db.zones = ("one", "two", "three")
db.isSql = True
flow = Dataflow(web, db, "reads")
flow.ticket = 42
print(web.owner, web.tags["zone"], db.zones[-1], flow.ticket, tm.reviewer)
tm.process()
