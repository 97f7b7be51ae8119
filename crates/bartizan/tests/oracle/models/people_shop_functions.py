#!/usr/bin/env python3
"""Threat model of a small web shop, written as functions."""
from pytm import (
    TM, Actor, Boundary, Classification, Data, Dataflow, Datastore, DatastoreType, ExternalEntity, Lambda, Process, Server, TLSVersion,
)


def build_boundaries():
    internet = Boundary("Internet")
    dmz = Boundary("DMZ")
    internal = Boundary("Internal network")
    internal.levels = [0, 1]
    return internet, dmz, internal


def https(source, sink, name, data=None, **extra):
    flow = Dataflow(source, sink, name)
    flow.protocol = "HTTPS"
    flow.dstPort = 443
    flow.tlsVersion = TLSVersion.TLSv12
    flow.controls.isEncrypted = True
    if data is not None:
        flow.data = data
    for key, value in extra.items():
        setattr(flow, key, value)
    return flow


def main():
    tm = TM("Web shop")
    tm.description = "A shop with a payment provider"
    tm.isOrdered = True
    tm.mergeResponses = True
    internet, dmz, internal = build_boundaries()

    customer = Actor("Customer", inBoundary=internet)
    web = Server("Web front end", inBoundary=dmz, OS="Ubuntu", sourceFiles=["web/app.py", "web/auth.py"])
    web.controls.isHardened = True
    web.controls.sanitizesInput = False
    web.controls.encodesOutput = True
    web.controls.authorizesSource = False
    db = Datastore("Orders", inBoundary=internal)
    db.type = DatastoreType.SQL
    db.controls.isHardened = False
    db.inScope = True
    db.maxClassification = Classification.RESTRICTED
    payment = ExternalEntity("Payment provider", inScope=False)
    worker = Lambda("Invoice worker", inBoundary=internal, environment="production")
    cards = Data("Card numbers", description="PAN and expiry", classification=Classification.SECRET, isPII=True, isStored=False)

    order = https(customer, web, "Order", cards, note="the basket")
    store = Dataflow(web, db, "Store order")
    store.isSQL = True
    store.data = [cards]
    stored = Dataflow(db, web, "Stored")
    stored.responseTo = store
    pay = https(web, payment, "Pay", data=[cards])
    paid = https(payment, web, "Paid", responseTo=pay)
    invoice = Dataflow(worker, db, "Reads orders")
    done = https(web, customer, "Confirmation", "order number", responseTo=order)
    tm.process()


if __name__ == "__main__":
    main()
