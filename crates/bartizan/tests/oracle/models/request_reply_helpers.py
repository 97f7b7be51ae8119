from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server
from pytm.flows import req_reply, reply

tm = TM("helpers")
tm.description = "requests and replies made by helpers"
tm.mergeResponses = True
tm.isOrdered = True
user, api, db = Actor("User"), Server("API"), Datastore("DB")
view, authors = req_reply(api, db, req_name="Query authors", reply_name="Authors")
ask = Dataflow(user, api, "Get authors")
reply(ask)
req_reply(api, db, "Query titles")
tm.process()
