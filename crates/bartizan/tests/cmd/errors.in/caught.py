from pytm import TM, Actor, Dataflow, Server

tm = TM("shop")
try:
    web = Sever("Web")
except NameError as error:
    print("caught:", error)
    web = Server("Web")
if not hasattr(web, "nothing"):
    print("nothing")
tm.process()
raise SystemExit("the model is not finished")
