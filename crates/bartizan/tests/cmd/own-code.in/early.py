from pytm import TM, Actor, Dataflow, Server

tm = TM("early", description="a report before anything was looked for")
Dataflow(Actor("User"), Server("Web"), "asks")
print(tm.report("short.md"))
tm.resolve()
print(tm.report("short.md"))
