from pytm import TM, Dataflow, Process, Server, Boundary

tm = TM("loops")
tm.description = "flows from an element to itself, and flows without a name"
tm.mergeResponses = True
box = Boundary("Box")
web = Server("Web", protocol="HTTP", inBoundary=box)
job = Process("Job")
Dataflow(web, web, "reflects")
again = Dataflow(job, job, "")
Dataflow(web, job, "")
Dataflow(job, job, "answers itself", isResponse=True)
tm.process()
