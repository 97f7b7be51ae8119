from pytm import TM, Action, Actor, Dataflow, Server

tm = TM("duplicates")
tm.description = "the second of two equal flows is not drawn"
tm.onDuplicates = Action.IGNORE
user, web = Actor("User"), Server("Web")
Dataflow(user, web, "once")
Dataflow(user, web, "twice", note="the same but for name and note")
Dataflow(user, web, "three times", order=3)
Dataflow(user, web, "other port", dstPort=81)
different = Dataflow(user, web, "other control")
different.controls.isEncrypted = True
Dataflow(web, user, "other direction")
tm.process()
