from pytm import TM, Action, Actor, Dataflow, Server

tm = TM("duplicates", description="two flows say the same", onDuplicates=Action.RESTRICT)
user, web = Actor("User"), Server("Web")
Dataflow(user, web, "asks")
Dataflow(user, web, "asks again")
try:
    tm.check()
except ValueError as error:
    print("caught:", error)
tm.process()
