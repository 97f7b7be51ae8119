from pytm import TM, Actor, Dataflow, Server, Element
original = TM.process
def traced(self):
    print("before", len(TM._elements))
    original(self)
    print("after")
TM.process = traced
def describe(self):
    return f"{self.name}: {self.description or 'nothing'}"
Element.describe = describe
Server.team = "platform"
tm = TM("patched", description="d")
a, b = Actor("A"), Server("B", description="web")
Dataflow(a, b, "f")
print(a.describe(), b.describe(), b.team, Server.team)
tm.process()
