from pytm import TM, Actor, Dataflow, Server

tm = TM("one variable")
tm.description = "one variable is bound again and again"
user, web = Actor("User"), Server("Web")
f = Dataflow(user, web, "opens")
f.protocol = "HTTPS"
f = Dataflow(web, user, "greets")
f.protocol = "HTTPS"
f.isResponse = True
for n in range(3):
    f = Dataflow(user, web, f"clicks {n}")
    f.order = 10 - n
tm.process()
