#!/usr/bin/env python3
from pytm import TM, Actor, Boundary, Classification, Data, Dataflow, Datastore, Lambda, Server

tm = TM("Book shop")
tm.description = "A small shop that sells books"
tm.isOrdered = True
tm.mergeResponses = True

internet = Boundary("Internet")
cloud = Boundary("Cloud")
backend = Boundary("Backend", inBoundary=cloud)

reader = Actor("Reader", inBoundary=internet)
shop = Server("Shop", inBoundary=cloud, port=443, protocol="HTTPS", OS="Linux")
shop.controls.isHardened = True
shop.controls.isEncrypted = True
shop.controls.sanitizesInput = True
shop.controls.encodesOutput = True
shop.minTLSVersion = __import__("pytm").TLSVersion.TLSv12
books = Datastore("Books", inBoundary=backend, port=5432, protocol="SQL", isSQL=True)
books.controls.isEncryptedAtRest = True
books.maxClassification = Classification.RESTRICTED
mailer = Lambda("Mailer", inBoundary=backend)

order = Data("Order", classification=Classification.SENSITIVE, isPII=True, isStored=True)
stock = Data("Stock", classification=Classification.PUBLIC)

buy = Dataflow(reader, shop, "buys a book", data=order)
store = Dataflow(shop, books, "stores the order", data=order)
stored = Dataflow(books, shop, "order is stored", responseTo=store, data=stock)
done = Dataflow(shop, reader, "says thank you", responseTo=buy)
send = Dataflow(shop, mailer, "sends a mail", data=[order, stock])
tm.process()
