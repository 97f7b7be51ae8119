from pytm import TM, Server

tm = TM("bad")
tm.description = "a name is written once"
web = Server("Web")
web.name = "Other"
tm.process()
