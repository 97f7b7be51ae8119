from pytm import TM, Actor, Classification, Data, Dataflow, Datastore, Server

tm = TM("loose types")
tm.description = "values that are not quite of the right type"
user = Actor("User", isAdmin="yes", port="22")
web = Server("Web", port=443.0, inScope=1, onAWS="false")
web.controls.isHardened = "true"
web.controls.validatesInput = 1
web.controls.sanitizesInput = "off"
db = Datastore("DB", type="SQL", maxClassification=3, isShared="1")
Dataflow(user, web, "asks", dstPort="8443", order="7", data=Data("D", classification=4, credentialsLife="LONG_LIVED", isPII="no"))
print(user.isAdmin, user.port, web.port, web.inScope, web.onAWS, web.controls.isHardened, db.maxClassification)
tm.process()
