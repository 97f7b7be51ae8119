from pytm import TM
if True
    x = 1
for i in range(3)
    pass
def f()
    pass
class C
    pass
