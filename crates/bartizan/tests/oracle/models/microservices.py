from itertools import combinations

from pytm import TM, Boundary, Classification, Data, Dataflow, Datastore, Process, Server

tm = TM("mesh")
tm.description = "every service talks to every later one"
tm.isOrdered = True
mesh = Boundary("Mesh")
event = Data("Event", format="JSON", classification=Classification.RESTRICTED)
services = [Process(f"Service {letter}", inBoundary=mesh, implementsAPI=letter in "AC") for letter in "ABC"]
for service in services:
    service.controls.hasAccessControl = True
    service.controls.implementsPOLP = service is services[0]
    service.data = event if service is services[1] else []
for left, right in combinations(services, 2):
    flow = Dataflow(left, right, f"{left.name[-1]} to {right.name[-1]}", protocol="HTTP", data=event)
    flow.note = flow.name.upper()
logs = Datastore("Logs", storesLogData=True)
[Dataflow(service, logs, "logs") for service in services]
Server("Idle")
tm.process()
