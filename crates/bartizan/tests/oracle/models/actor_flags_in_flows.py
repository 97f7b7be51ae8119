from pytm import TM, Actor, Boundary, Dataflow, SetOfProcesses, ExternalEntity

tm = TM("people")
tm.description = "flows between people, and the scope of a source"
hall = Boundary("Hall")
ann, bob = Actor("Ann", inBoundary=hall), Actor("Bob", inScope=False)
ann.controls.providesIntegrity = True
bob.controls.providesIntegrity = True
team = SetOfProcesses("Team", implementsAPI=True)
vendor = ExternalEntity("Vendor")
talk = Dataflow(ann, bob, "talks")
listen = Dataflow(bob, ann, "listens")
work = Dataflow(bob, team, "works", isResponse=True)
sell = Dataflow(vendor, team, "sells")
for flow in (talk, listen):
    flow.controls.authenticatesDestination = True
tm.process()
