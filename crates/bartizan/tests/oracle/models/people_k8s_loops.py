import sys
from itertools import product
from pytm import TM, Boundary, Dataflow, Datastore, Process, SetOfProcesses, Server, Actor, Data, Classification

tm = TM(name="Kubernetes cluster", description="""
A cluster with an ingress, three services
and a shared database.
""", isOrdered=False)
tm.assumptions = ["Nodes are patched", "etcd is encrypted"]

cluster = Boundary("Cluster")
namespaces = [Boundary(f"ns-{n}", inBoundary=cluster) for n in ("edge", "apps", "data")]
edge, apps, data = namespaces
ingress = Server("ingress", inBoundary=edge, usesEnvironmentVariables=True)
services = [SetOfProcesses(name, inBoundary=apps) for name in ("orders", "users", "mail")]
db, cache = Datastore("postgres", inBoundary=data, type="SQL"), Datastore("redis", inBoundary=data)
dev, user = Actor("Developer", levels={0, 1}), Actor("User")
secret = Data("kubeconfig", classification=Classification.TOP_SECRET, isCredentials=True)
Dataflow(user, ingress, "request", protocol="HTTPS")
for number, service in enumerate(services, start=1):
    Dataflow(ingress, service, "route #%d" % number, protocol="HTTP", dstPort=8000 + number)
for service, store in product(services[:2], (db, cache)):
    Dataflow(service, store, "{} -> {}".format(service.name, store.name), data=secret if store is db else [])
api = Server("API server", inBoundary=cluster)
api.controls.authenticatesSource = True
api.controls.hasAccessControl = True
Dataflow(dev, api, "kubectl apply", data=secret, note="over a VPN")
if "--summary" in sys.argv:
    sys.argv.remove("--summary")
    print(len(TM._elements), "elements")
if __name__ == '__main__':
    tm.process()
