from pytm import *

tm = TM("shop")
outer = Boundary("Outer")
inner = Boundary("Inner")
inner.inBoundary = outer
outer.inBoundary = inner
web = Server("Web", inBoundary=inner)
tm.process()
