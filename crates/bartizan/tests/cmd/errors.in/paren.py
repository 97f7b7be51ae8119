from pytm import TM
tm = TM("shop"))
x = (1, 2]
y = 3
