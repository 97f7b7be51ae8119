from pytm import TM, Actor, Boundary, Classification, Dataflow, Datastore, Server

tm = TM("onion")
tm.description = "boundaries three deep"
country = Boundary("Country", description="the outermost")
city = Boundary("City", inBoundary=country, maxClassification=Classification.RESTRICTED)
house = Boundary("House")
house.inBoundary = city
shed = Boundary("Shed", inBoundary=city, inScope=False)
moon = Boundary("Moon")
cat = Actor("Cat", inBoundary=house)
mouse = Actor("Mouse", inBoundary=shed)
fridge = Datastore("Fridge", inBoundary=house)
post = Server("Post office", inBoundary=city)
plane = Server("Plane", inBoundary=country)
rover = Server("Rover", inBoundary=moon)
Dataflow(cat, fridge, "opens")
Dataflow(mouse, fridge, "sneaks in")
Dataflow(cat, post, "writes")
Dataflow(post, plane, "loads")
Dataflow(plane, rover, "signals")
tm.process()
