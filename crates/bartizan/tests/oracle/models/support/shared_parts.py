from pytm import Actor, Boundary, Dataflow, Server
COUNT = [0]
ZONES = {name: Boundary(name.capitalize()) for name in ("green", "amber")}
user = Actor("External user")
def make_service(name, zone):
    COUNT[0] += 1
    s = Server(f"Service {name}", inBoundary=ZONES[zone])
    s.controls.isHardened = zone == "green"
    return s
def connect(a, b, name=None, **kw):
    return Dataflow(a, b, name or f"{a.name} calls {b.name}", **kw)
