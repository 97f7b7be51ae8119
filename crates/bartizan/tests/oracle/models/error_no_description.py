from pytm import TM, Server

tm = TM("bad")
tm.description = None
Server("Web")
tm.process()
