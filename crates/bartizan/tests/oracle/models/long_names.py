from pytm import TM, Actor, Boundary, Dataflow, Datastore, Lambda, Server

tm = TM("a model whose own name is long enough that any reasonable heading would have to wrap it somewhere")
tm.description = " ".join(["words"] * 60)
tm.isOrdered = True
b = Boundary("A boundary whose label does not fit on a single line")
user = Actor("Somebody with a double-barrelled-and-hyphenated name", inBoundary=b)
web = Server("Pneumonoultramicroscopicsilicovolcanoconiosis")
db = Datastore("exactly eighteen c", inBoundary=b)
f = Lambda("nineteen characters")
Dataflow(user, web, "a  label   with several   spaces and a	tab in it")
Dataflow(web, db, "supercalifragilisticexpialidocious-and-then-some more words")
Dataflow(db, f, "short")
tm.process()
