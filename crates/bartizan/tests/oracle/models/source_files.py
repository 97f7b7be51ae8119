from pytm import TM, Datastore, Server

tm = TM("sources")
tm.description = "elements that say where their code is"
web = Server("Web", sourceFiles=["src/web.py", "src/app.py"])
db = Datastore("DB")
db.sourceFiles = ["sql/schema.sql"]
tm.process()
