from pytm import *
from pytm.flows import reply, req_reply
tm = TM("responses", description="d", mergeResponses=True, isOrdered=True)
u, s, d, x = Actor("U"), Server("S"), Datastore("D"), ExternalEntity("X")
q, a = req_reply(u, s, "login", "session")
q2, a2 = req_reply(s, d, req_name="select")
a3 = reply(Dataflow(s, x, "call", protocol="HTTPS"), protocol="HTTPS", note="async")[1]
one = Dataflow(u, s, "ping"); two = Dataflow(s, u, "pong", isResponse=True)
three = Dataflow(u, s, "stream", order=99)
print(q.response is a, a.responseTo is q, a2.name, a3.name, a3.note, one.response, two.isResponse)
tm.process()
print([(f.order, f.name, f.isResponse, f.responseTo.name if f.responseTo else None) for f in TM._flows])
