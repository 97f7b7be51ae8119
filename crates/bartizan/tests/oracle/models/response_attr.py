from pytm import TM, Actor, Dataflow, Server

tm = TM("responses", description="linked from the request")
tm.mergeResponses = True
user, web = Actor("User"), Server("Web", protocol="HTTP", port=80)
answer = Dataflow(web, user, "answer")
ask = Dataflow(user, web, "ask", response=answer)
bye = Dataflow(web, user, "bye")
leave = Dataflow(user, web, "leave")
leave.response = bye
tm.process()
