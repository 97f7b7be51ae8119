from pytm import TM, Actor, Classification, Data, Dataflow, Datastore, Server, Process

tm = TM("inherited data")
tm.description = "flows carry the data of their source"
mail = Data("Mail", classification=Classification.SENSITIVE)
photo = Data("Photo", format="JPEG")
user = Actor("User", data=mail)
web = Server("Web")
web.data = [mail, photo]
db = Datastore("DB", data={photo})
job = Process("Job")
sends = Dataflow(user, web, "sends")
adds = Dataflow(user, web, "adds", data=photo)
stores = Dataflow(web, db, "stores")
reads = Dataflow(db, job, "reads")
ends = Dataflow(job, user, "ends")
tm.process()
