from pytm import TM
tm = TM("x")
print "hello"
print tm.name, 3
exec "x"
raise ValueError, "text"
try:
    pass
except ValueError, e:
    pass
x = 0777
y = 5L
if 1 <> 2:
    pass
z = `x`
