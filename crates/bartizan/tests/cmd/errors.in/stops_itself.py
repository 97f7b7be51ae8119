from pytm import TM, Server

tm = TM("shop")
web = Sever("Web")
if web is None:
    raise SystemExit(3)
raise ValueError("this hangs on what failed")
