from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server, Element, Process, Lambda
Process.display_name = lambda self: self.name
Server._color = lambda self: "blue"
Process._shape = lambda self: "octagon"
Dataflow.display_name = lambda self: f"{self.order}/{self.name}"
def check(self):
    print("checked", self.name)
    return True
Datastore.check = check
tm = TM("looks", description="d", isOrdered=True)
b = Boundary("B")
u, s, p, d = Actor("U"), Server("S", inBoundary=b), Process("P"), Datastore("D")
Dataflow(u, s, "us"); Dataflow(s, p, "sp"); Dataflow(p, d, "pd")
tm.process()
