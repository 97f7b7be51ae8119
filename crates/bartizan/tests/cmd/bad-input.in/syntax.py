from pytm import *

tm = TM("shop")
web = Server("Web"
tm.process()
