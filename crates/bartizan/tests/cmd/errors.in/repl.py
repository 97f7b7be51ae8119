>>> from pytm import TM
>>> tm = TM("x")
... x
