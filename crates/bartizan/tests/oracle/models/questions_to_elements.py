from pytm import TM, Actor, Asset, Boundary, Classification, Dataflow, Datastore, Element, Server, Threat, TLSVersion

tm = TM("questions")
tm.description = "the script asks its elements what conditions ask"
dmz, core = Boundary("DMZ"), Boundary("Core")
user, web, db = Actor("User"), Server("Web", inBoundary=dmz), Datastore("DB", inBoundary=core)
ask, read = Dataflow(user, web, "ask", tlsVersion=TLSVersion.TLSv11), Dataflow(web, db, "read")
web.minTLSVersion = TLSVersion.TLSv12
print(ask.enters(dmz), ask.enters(core), ask.exits(dmz), read.crosses(dmz), read.crosses(dmz, core), read.crosses(Boundary))
print(web.inside(dmz), web.inside(core), web.inside(Boundary), user.inside(Boundary))
print(web.oneOf(Server), web.oneOf(Actor, Datastore), web.oneOf(web, db), db.oneOf(Asset), isinstance(user, Element))
print(web.checkTLSVersion([ask, read]), web.checkTLSVersion([]), ask.hasDataLeaks())
print(str(web), str(dmz), web.display_name(), ask.display_name(), [str(p) for p in dmz.parents()])
print(Classification.SECRET > Classification.PUBLIC, max(Classification.SECRET, Classification.PUBLIC).name)
print(TLSVersion.TLSv12.value, Classification(4), Classification["SECRET"], str(TLSVersion.NONE))
threat = Threat(SID="Q1", target=["Server"], condition="target.minTLSVersion >= TLSVersion.TLSv12")
print(threat.apply(web), threat.apply(db), threat.apply(user), threat.id, str(threat))
tm.process()
