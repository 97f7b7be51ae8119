from pytm import TM, Dataflow, Datastore, Server

tm = TM("what a response inherits")
tm.description = "port, protocol and encryption of the source"
web = Server("Web", port=443, protocol="HTTPS")
web.controls.isEncrypted = True
web.controls.authenticatesDestination = True
db = Datastore("DB", port=3306, protocol="SQL")
ask = Dataflow(web, db, "ask")
tell = Dataflow(db, web, "tell", responseTo=ask)
shout = Dataflow(db, web, "shout", isResponse=True, srcPort=9, protocol="UDP")
shout.controls.isEncrypted = True
whisper = Dataflow(web, db, "whisper", responseTo=shout)
tm.process()
