from pytm import TM, Server, DataStore

tm = TM("bad")
tm.process()
