from pytm import TM, Actor, Boundary, Classification, Dat, Dataflow, Datastore, Server
import jsn

tm = TM("shop")
internet = Boundary("Internet")
user = Actor("User", inBoundary="Internet")
web = Sever("Web")
web.controls.isHardened = True
db = Datastore("Orders", maxClassification=Classification.SECERT)
visit = Dataflow(usr, web, "Visit", dstPort="http")
query = Dataflow(web, db, "Query")
query.protocol = "SQL"
names = {"title": "Search"}
search = Server(names["titel"], port="eighty", inBoundary=user)
jsn.dumps(1)
if web.port > 80:
    extra = Server("Extra")
Dataflow(search, extra, "Index")
tm.proccess()
tm.process()
print("never shown")
