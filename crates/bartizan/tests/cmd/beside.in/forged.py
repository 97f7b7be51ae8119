from pytm import TM, Server

tm = TM("::error::x")
web = Server("::error file=x::\n\x1b[31mWeb")
web.controls.validatesInput = False
tm.process()
