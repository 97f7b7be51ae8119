from pytm import TM, Data, Dataflow, Datastore, Server

tm = TM("at rest")
tm.description = "stored data, encrypted at its source, at its destination, or nowhere"
plain, safe = Datastore("Plain"), Datastore("Safe")
safe.controls.isEncryptedAtRest = True
web = Server("Web")
web.controls.isEncrypted = True
kept = Data("Kept", isPII=True, isStored=True)
passed = Data("Passed", isPII=True, isStored=False)
stated = Data("Stated", isPII=True, isStored=True, isDestEncryptedAtRest=False, isSourceEncryptedAtRest=True)
other = Data("Other", isPII=True, isStored=True)
f1 = Dataflow(web, safe, "to the safe", data=[kept, passed, stated])
f1.controls.isEncrypted = True
f2 = Dataflow(safe, web, "from the safe", data=[other], isResponse=True)
f3 = Dataflow(web, plain, "to the plain one", data=[kept, other])
f3.controls.isEncrypted = True
f4 = Dataflow(safe, plain, "between", data=other)
f5 = Dataflow(plain, web, "back", responseTo=f3, data=kept)
f5.controls.isEncrypted = True
tm.process()
