from pytm import TM, Server

tm = TM("Shop")
web = Server("Web")
web.team = web.room = web.rack = web.shelf = web.colour = "x"
tm.process()
