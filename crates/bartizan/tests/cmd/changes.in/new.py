from pytm import TM, Actor, Boundary, Data, Datastore, Dataflow, Server

tm = TM("Shop", description="sells books")
cloud = Boundary("Cloud")
reader = Actor("Reader")
web = Server("Web", inBoundary=cloud, protocol="HTTPS")
web.controls.sanitizesInput = False
web.controls.validatesInput = False
web.controls.encodesOutput = False
cache = Datastore("Cache \x1b[31m`@all`", inBoundary=cloud)
card = Data("Card", isPII=True)
Dataflow(reader, web, "Order", data=card)
Dataflow(web, cache, "Store")
tm.process()
