from pytm import TM
if x = 3:
    pass
while y = 4:
    pass
print(a.b=3)
f(x for x in y, 3)
f(**a, *b)
f(a=1, a=2)
def f(a, a): pass
def g(a=1, b): pass
