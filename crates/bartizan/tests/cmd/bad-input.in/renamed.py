from pytm import *

tm = TM("shop")
web = Server("Web")
web.name = "Front end"
tm.process()
