from pytm import TM, Server

tm = TM("no such library", threatsFile="threats/absent.json")
tm.description = "the library does not exist"
Server("Web")
tm.process()
