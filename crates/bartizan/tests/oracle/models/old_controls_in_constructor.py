from pytm import TM, Actor, Dataflow, Process, Server

tm = TM("keywords as in 2020", description="controls are keywords of the constructor")
user = Actor("User", providesIntegrity=True)
web = Server("Web", isHardened=True, hasAccessControl=True, validatesInput=True, sanitizesInput=False)
job = Process("Job", checksInputBounds=True, tracksExecutionFlow=True, implementsPOLP=True)
Dataflow(user, web, "asks", isEncrypted=True, authenticatesDestination=True, checksDestinationRevocation=True)
Dataflow(web, job, "starts", usesVPN=True, providesConfidentiality=True)
tm.process()
