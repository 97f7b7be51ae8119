"""Elements come before the TM, and TM is made last."""
from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server
net = Boundary("Net")
user = Actor("User")
app = Server("App")
app.inBoundary = net
store = Datastore("Store")
store.inBoundary = net
a = Dataflow(user, app, "one")
b = Dataflow(app, store, "two")
c = Dataflow(store, app, "three")
c.responseTo = b
TM("late").description = "made last"
tm = TM("the one")
tm.description = "really"
tm.isOrdered = True
if __name__ == "__main__":
    tm.process()
