"""Names that pytm does not know, used for something of the script's own."""

from pytm import TM, Actor, Dataflow, Lambda, Process, Server

tm = TM("beyond", threatsFile="threats/beyond.json")
user = Actor("User")
web = Server("Web")
job = Lambda("Job")
clock = Process("Clock", codeType="Managed")
print(hasattr(web, "usesCookies"), hasattr(job, "codeType"), clock.codeType, getattr(job, "language", "none"))
try:
    print(web.controls.hashesPasswords)
except AttributeError:
    print("no such control")
web.language = ["Python", "C"]
web.controls.logsSecurityEvents = "partly"
job.codeType = "Managed"
print(web.language, web.controls.logsSecurityEvents, job.codeType)
Dataflow(user, web, "asks")
Dataflow(web, job, "starts")
tm.process()
