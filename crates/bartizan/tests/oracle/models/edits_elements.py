from pytm import TM, Actor, Dataflow, Server

tm = TM("edited")
tm.description = "the script edits the lists of the model"
user, web, spare = Actor("User"), Server("Web"), Server("Spare")
asks = Dataflow(user, web, "asks")
gone = Dataflow(user, spare, "never happens")
TM._elements.remove(spare)
TM._elements = [e for e in TM._elements if e is not gone]
TM._flows.remove(gone)
print([e.name for e in TM._elements], len(TM._flows), len(TM._boundaries), TM._actors[0] is user)
tm.process()
