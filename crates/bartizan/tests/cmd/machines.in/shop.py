from pytm import TM, Actor, Dataflow, Server

tm = TM("Shop")
reader = Actor("Reader")
shop = Server("=cmd|' /C calc'!A0")
shop.controls.isHardened = False
till = Server("Till\n::error file=x.py::forged, {0} [link](https://evil.example) <b> @team")
Dataflow(reader, shop, "Order", protocol="HTTP")
Dataflow(shop, till, "Payment")
tm.process()
