from pytm import TM, Actor, Assumption, Dataflow, Process, Server

tm = TM("excluded")
tm.description = "findings that assumptions rule out"
tm.assumptions = [
    Assumption("Disks are encrypted", exclude=["CR05"]),
    Assumption("No attacker is patient", exclude={"DO01", "DO02"}, description="they have other things to do"),
]
user = Actor("User")
web = Server("Web")
web.assumptions = [Assumption("Templates are static", exclude=["INP03", "CR05"]), Assumption("Says nothing")]
job = Process("Job", assumptions=[Assumption("Runs alone", exclude={"AC12"}, description="on its own machine")])
flow = Dataflow(user, web, "asks", assumptions=[Assumption("Cable", exclude=["DE03"])])
Dataflow(web, job, "starts")
tm.process()
