from pytm import TM, Actor, Dataflow, Server

tm = TM("notes")
tm.description = "notes beside the messages"
tm.isOrdered = True
user, web = Actor("User"), Server("Web")
one = Dataflow(user, web, "one", note="a short note")
two = Dataflow(web, user, "two")
two.note = """a note
of three lines,
this is the last"""
three = Dataflow(user, web, "three", note="")
four = Dataflow(user, user, "thinks", note="to herself: \"quoted\" <b>bold</b>")
tm.process()
