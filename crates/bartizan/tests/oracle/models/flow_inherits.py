from pytm import TM, Actor, Dataflow, Datastore, Server, TLSVersion

tm = TM("inheritance")
tm.description = "protocol, port and encryption come from the sink, authentication from the source"
user = Actor("User", port=5000, protocol="carrier pigeon")
user.controls.authenticatesDestination = True
user.controls.checksDestinationRevocation = True
web = Server("Web", port=443, protocol="HTTPS")
web.controls.isEncrypted = True
web.controls.providesIntegrity = True
db = Datastore("DB", port=5432, protocol="SQL")
db.minTLSVersion = TLSVersion.TLSv12
Dataflow(user, web, "asks")
Dataflow(web, db, "queries")
Dataflow(db, web, "rows")
Dataflow(web, user, "page")
tm.process()
