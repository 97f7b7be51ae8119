from pytm import TM
# café
tm = TM("x")
