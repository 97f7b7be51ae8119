from pytm import *

tm = TM("shop")
web = Server("Web")
web.isHardend = True
tm.process()
