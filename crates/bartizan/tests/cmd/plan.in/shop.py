from pytm import TM, Actor, Dataflow, Server

tm = TM("Shop", description="A shop that says nothing of its controls")
for name in ("Front", "Back"):
    Dataflow(Actor(f"Customer of {name}"), Server(name), f"Order from {name}")
tm.process()
