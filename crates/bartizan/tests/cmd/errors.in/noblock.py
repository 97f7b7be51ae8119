from pytm import TM
if True:
tm = TM("x")
def f():
x = 1
