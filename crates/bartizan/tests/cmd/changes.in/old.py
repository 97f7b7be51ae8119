from pytm import TM, Actor, Boundary, Datastore, Dataflow, Server

tm = TM("Shop", description="sells books")
cloud = Boundary("Cloud")
reader = Actor("Reader")
web = Server("Web", inBoundary=cloud, protocol="HTTP")
base = Datastore("Old | base\n::error::", inBoundary=cloud)
Dataflow(reader, web, "Order")
Dataflow(web, base, "Store")
tm.process()
