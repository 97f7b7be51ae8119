from pytm import TM, Server

tm = TM("one assumption", assumptions="Only one, and only text")
tm.description = "a single text"
Server("Web")
tm.process()
