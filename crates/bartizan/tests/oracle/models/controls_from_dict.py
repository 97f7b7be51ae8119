from pytm import TM, Controls, Server, Dataflow, Datastore

tm = TM("controls in other forms")
tm.description = "controls given as a dictionary, as an object, and shared"
shared = Controls(isHardened=True, validatesInput=True)
a = Server("A", controls={"isHardened": True, "usesEncryptionAlgorithm": "AES"})
b = Server("B")
b.controls = shared
c = Server("C", controls=shared)
d = Datastore("D")
d.controls = {"hasAccessControl": True, "authorizesSource": True, "validatesInput": True, "implementsPOLP": True}
c.controls.sanitizesInput = True
Dataflow(a, d, "reads")
tm.process()
