from pytm import TM, Actor, Boundary, Classification, Data, Dataflow, Datastore, Server, TLSVersion

tm = TM("own threats", threatsFile="threats/modern.json")
tm.description = "a library of the team's own"
inside = Boundary("Inside")
user = Actor("User", isAdmin=True)
web = Server("Web", inBoundary=inside, port=8080, protocol="HTTP", minTLSVersion=TLSVersion.TLSv12)
db = Datastore("DB", inBoundary=inside, isSQL=False)
db.controls.isEncryptedAtRest = True
secret = Data("Secret", classification=Classification.SECRET, isPII=True)
Dataflow(user, web, "comes in", data=secret, tlsVersion=TLSVersion.TLSv11)
Dataflow(web, db, "stays in", order=2)
Dataflow(web, user, "goes out", isResponse=True)
tm.process()
