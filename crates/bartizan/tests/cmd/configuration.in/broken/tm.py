from pytm import TM, Server, Actor, Dataflow
tm = TM("Shop")
reader = Actor("Reader")
web = Server("Web", usesXMLParser=True)
Dataflow(reader, web, "Buys")
tm.process()
