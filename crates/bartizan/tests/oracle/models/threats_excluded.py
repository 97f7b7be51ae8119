from pytm import TM, Server, Dataflow, Actor

tm = TM("excluded by hand")
tm.description = "threats switched off for the whole model"
TM._threatsExcluded = ["INP03", "CR05", "DE01", "NOPE"]
user, web = Actor("User"), Server("Web")
Dataflow(user, web, "asks")
tm.process()
