from pytm import *
tm = TM("bom")
web = Server("Web")
tm.process()
