"""Names of pytm 1.0, and descriptors with which releases until 1.3 declared attributes."""
from pytm.pytm import TM, Actor, Dataflow, Datastore, Server, varBool, varString


class Queue(Datastore):
    vendor = varString("RabbitMQ", doc="who makes it")
    durable = varBool(False)


class Api(Server):
    OS = "Linux"


tm = TM("vintage")
tm.description = "as people wrote in 2018"
user, api, queue = Actor("User"), Api("API"), Queue("Jobs", durable=True)
Dataflow(user, api, "call")
print(queue.vendor, queue.durable, api.OS, [e.name for e in TM._BagOfElements], len(tm._BagOfFlows))
TM._BagOfThreats = [t for t in TM._BagOfThreats if t.id == "LB01"]
tm.process()
