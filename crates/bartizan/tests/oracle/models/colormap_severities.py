from pytm import TM, Actor, Boundary, Dataflow, Datastore, Lambda, Process, Server, ExternalEntity

tm = TM("colours")
tm.description = "elements of every severity"
zone = Boundary("Zone")
worst = Server("Very high", inBoundary=zone)
high = Lambda("High")
medium = Datastore("Medium", inBoundary=zone)
low = Datastore("Low")
for control in ("hasAccessControl", "authorizesSource", "handlesResourceConsumption", "validatesInput", "implementsPOLP"):
    setattr(low.controls, control, True)
none = Actor("None")
physical = ExternalEntity("Physical", hasPhysicalAccess=True)
stated = Server("Stated", severity=3, inScope=False)
Dataflow(none, worst, "red")
quiet = Dataflow(worst, medium, "quiet", usesVPN=True, protocol="HTTPS", inScope=False)
tm.process()
