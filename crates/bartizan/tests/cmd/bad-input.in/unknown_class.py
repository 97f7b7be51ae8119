from pytm import *

tm = TM("shop")
db = DataStore("Orders")
tm.process()
