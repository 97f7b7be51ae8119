from pytm import TM, Server

tm = TM("bad")
tm.description = "a flag that is neither true nor false"
web = Server("Web")
web.controls.isHardened = "maybe"
tm.process()
