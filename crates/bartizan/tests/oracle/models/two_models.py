from pytm import TM, Actor, Dataflow, Server

draft = TM("draft")
draft.description = "left behind"
Server("From the draft")
TM.reset()
tm = TM("final")
tm.description = "after a reset nothing of the draft is left"
user, web = Actor("User"), Server("Web")
Dataflow(user, web, "asks")
tm.process()
