from pytm import (
    TM, Actor, Agent, Boundary, Data, Dataflow, Datastore, Element, ExternalEntity, Lambda, LLM, Process, Server,
    SetOfProcesses,
)
from pytm.pytm import Asset

tm = TM("one of each")
tm.description = "every class of the library, once"
zone = Boundary("Zone", description="where things are")
actor = Actor("An actor", inBoundary=zone)
agent = Agent("An agent", inBoundary=zone)
asset = Asset("An asset", inBoundary=zone)
store = Datastore("A datastore", inBoundary=zone)
element = Element("An element", inBoundary=zone)
outside = ExternalEntity("An external entity")
function = Lambda("A lambda")
model = LLM("A language model")
process = Process("A process")
server = Server("A server")
many = SetOfProcesses("A set of processes")
chain = [actor, agent, asset, store, element, outside, function, model, process, server, many]
for left, right in zip(chain, chain[1:]):
    Dataflow(left, right, f"from {left.name} to {right.name}")
Data("Unused data", description="carried by nobody")
tm.process()
