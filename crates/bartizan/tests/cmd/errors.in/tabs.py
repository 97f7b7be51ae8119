from pytm import TM
if True:
	x = 1
        y = 2
tm = TM("x")
