from pytm import TM, Datastore, DatastoreType, Dataflow, Server

tm = TM("stores")
tm.description = "what a store can say of itself"
web = Server("Web")
kinds = [DatastoreType.UNKNOWN, DatastoreType.FILE_SYSTEM, DatastoreType.SQL, DatastoreType.LDAP, DatastoreType.AWS_S3]
for kind in kinds:
    store = Datastore(f"Store {kind.name}", type=kind, isSQL=kind == DatastoreType.SQL)
    Dataflow(web, store, f"writes {kind.label()}")
all_on = Datastore("All on")
all_on.onRDS = True
all_on.storesLogData = True
all_on.storesPII = True
all_on.storesSensitiveData = True
all_on.isSQL = True
all_on.isShared = True
all_on.hasWriteAccess = True
all_off = Datastore("All off", onRDS=False, storesLogData=False, storesPII=False, storesSensitiveData=False, isSQL=False, isShared=False, hasWriteAccess=False)
by_value = Datastore("By value", type="LDAP")
tm.process()
