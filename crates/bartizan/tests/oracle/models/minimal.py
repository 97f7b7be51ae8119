from pytm import TM, Actor, Dataflow, Server

tm = TM("minimal", description="one person and one server")
person = Actor("Person")
site = Server("Site")
Dataflow(person, site, "asks")

tm.process()
