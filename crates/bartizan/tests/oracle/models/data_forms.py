from pytm import TM, Actor, Classification, Data, Dataflow, Datastore, Server

tm = TM("data")
tm.description = "data in every form"
user, web, db = Actor("User"), Server("Web"), Datastore("DB")
name = Data("Name", description="what people are called", classification=Classification.RESTRICTED, isPII=True)
song = Data(name="Song", format="MP3")
xml = Data("Sheet", format="XML", classification=Classification.PUBLIC)
text = Dataflow(user, web, "text")
text.data = "words, only words"
single = Dataflow(user, web, "single", data=name)
many = Dataflow(user, web, "list", data=[name, song])
some = Dataflow(web, db, "set", data={xml})
both = Dataflow(web, db, "tuple", data=(xml, song))
nothing = Dataflow(web, db, "nothing", data=[])
again = Dataflow(db, web, "added")
again.data.add(song)
tm.process()
