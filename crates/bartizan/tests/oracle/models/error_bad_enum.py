from pytm import TM, Datastore

tm = TM("bad")
tm.description = "SQLite is not a type of store"
db = Datastore("DB", type="SQLite")
tm.process()
