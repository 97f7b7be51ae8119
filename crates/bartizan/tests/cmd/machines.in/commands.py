from pytm import TM, Server

tm = TM("::error::of the system")
shop = Server("::error::of an element ##[group]")
shop.controls.isHardened = False
print("::stop-commands::x", end="\n:")
print(":add-mask::y")
tm.process()
