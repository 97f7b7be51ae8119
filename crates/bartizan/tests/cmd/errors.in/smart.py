from pytm import TM
tm = TM(“shop”)
x = ‘a’
y = 3 – 2
z = 3
