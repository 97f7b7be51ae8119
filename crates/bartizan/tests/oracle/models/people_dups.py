from pytm import *
tm = TM("dups", description="d")
tm.onDuplicates = Action.RESTRICT if False else Action.IGNORE
a, b, c = Server("A"), Server("B"), Datastore("C")
for i in range(3):
    Dataflow(a, b, f"same {i}", protocol="HTTP")
Dataflow(a, b, "other", protocol="HTTPS")
Dataflow(b, c, "x", note="1"); Dataflow(b, c, "y", note="2")
print(Action("IGNORE") is Action.IGNORE, list(Action), repr(Action.RESTRICT))
tm.process()
