"""Checks, boundaries and wrappers of `enum`."""

from enum import *
print(EnumMeta is EnumType, isinstance(Enum, EnumType))
class C(Enum):
    A = 1
    @nonmember
    class Inner: pass
    nm = nonmember(5)
print(list(C), C.nm)
@verify(UNIQUE)
class V(Enum): A = 1; B = 2
@verify(CONTINUOUS)
class W(IntEnum): A = 1; B = 2
try:
    @verify(CONTINUOUS)
    class X(IntEnum): A = 1; B = 3
except ValueError as e: print(e)
class K(Flag, boundary=KEEP): A = 1
print(K(9))
class St(Flag, boundary=STRICT): A = 1
try: St(9)
except ValueError as e: print(e)
class Co(Flag, boundary=CONFORM): A = 1
print(Co(9))
class Ej(Flag, boundary=EJECT): A = 1
print(Ej(9))
class P(Enum):
    X = 1
    @property
    def name2(self): return self.name * 2
    @property
    def v2(self): return self.value * 2
print(P.X.name2, P.X.v2)
class Pln(Enum):
    EARTH = (5.9, 6.3)
    def __init__(self, mass, radius): self.mass = mass; self.radius = radius
print(Pln.EARTH.mass, Pln.EARTH.value, Pln.EARTH._value_, Pln.EARTH._name_)
