#!/usr/bin/env bartizan
"""A threat model: what the system is made of, who talks to whom, and about what.

`bartizan check` says what can go wrong in it, and `bartizan dfd` draws it. `bartizan elements` lists what a model can be
made of, `bartizan describe Server` what can be said of a server. State what you know, also that something is missing:
what is left out counts as not known, and is listed by `bartizan check --assumed` only.
"""

from pytm import TM, Actor, Boundary, Classification, Data, Dataflow, Datastore, Server

tm = TM({name})
tm.description = "What the system is for, and for whom."
tm.isOrdered = True

# Trust boundaries: where one side cannot simply believe the other.
internet = Boundary("Internet")
inside = Boundary("Our network")

# Who and what there is.
user = Actor("User", inBoundary=internet)

web = Server("Web application", inBoundary=inside)
web.controls.isHardened = True
web.controls.validatesInput = True
web.controls.encodesOutput = True
web.controls.authenticatesSource = True

db = Datastore("Database", inBoundary=inside)
db.controls.isEncryptedAtRest = True
db.controls.hasAccessControl = True

# What flows, and how much it matters.
account = Data("Account", description="Name and address of a user")
account.classification = Classification.RESTRICTED
account.isPII = True
account.isStored = True

# Who talks to whom, in order.
request = Dataflow(user, web, "Changes the address")
request.protocol = "HTTPS"
request.dstPort = 443
request.controls.isEncrypted = True
request.data = account

query = Dataflow(web, db, "Stores the account")
query.protocol = "SQL"
query.controls.isEncrypted = True
query.data = account

reply = Dataflow(web, user, "Confirms")
reply.protocol = "HTTPS"
reply.controls.isEncrypted = True
reply.responseTo = request

tm.process()
