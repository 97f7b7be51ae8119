"""Enumerations: values, `__new__`, flags, the functional form."""

from enum import *
class C(Enum):
    R = 1; G = 2; B = 3; RED = 1
print(list(C), C.R, C(2), C["B"], C.RED is C.R, C.__members__, C.R.name, C.R.value, len(C), C.R in C, repr(C.G), type(C.R), isinstance(C.R, C), hash(C.R) == hash(C.R), {C.R: 1})
class P(Enum):
    M = (1, 2.0); E = (3, 4.0)
    def __init__(self, a, b): self.a, self.b = a, b
    @property
    def s(self): return self.a + self.b
    @classmethod
    def first(cls): return cls.M
    @staticmethod
    def st(): return "st"
    def __str__(self): return f"P<{self.name}>"
print(P.M.s, P.first(), P.st(), str(P.E), f"{P.E}", P((1, 2.0)))
class A(Enum):
    X = auto(); Y = auto(); Z = auto()
print([a.value for a in A], A.X < A.Y if hasattr(A.X, "__lt__") and False else "")
class N(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    AA = auto(); BB = auto()
print(N.AA.value, N.BB)
class Cr(Enum):
    def __new__(cls, code, label):
        o = object.__new__(cls); o._value_ = code; o.label = label; return o
    ONE = 1, "one"; TWO = 2, "two"
print(Cr.ONE.value, Cr.TWO.label, Cr(2), Cr(1).label)
class S(str, Enum):
    A = "a"; B = "b"
print(S.A == "a", S.A.upper(), S("b"), repr(S.A), f"{S.A}", str(S.A), S.A.value, "x" + S.B, {"a": 1}[S.A])
class I(IntEnum):
    LO = 1; HI = 10
print(I.LO < I.HI, I.HI + 1, I(10), sorted([I.HI, I.LO]), f"{I.LO}", str(I.LO), max(I), int(I.HI), I.LO == 1)
class F(Flag):
    R = auto(); W = auto(); X = auto(); RW = R | W
print(F.R | F.X, F.RW, F.R in F.RW, F(3), F(0), ~F.R, list(F.RW), F.R & F.W, bool(F.R & F.W), F.R ^ F.RW, repr(F.R|F.X), len(F.RW))
class IF(IntFlag):
    A = 1; B = 2
print(IF.A | IF.B, IF.A | 8, IF(3), IF.A + 1, repr(IF.A | IF.B))
try: C(9)
except ValueError as e: print(e)
try: C["Q"]
except KeyError as e: print(e)
try: C.R = 5
except AttributeError as e: print(e)
try: C.Q
except AttributeError as e: print(e)
try:
    class D(C): pass
except TypeError as e: print(e)
try:
    @unique
    class U(Enum): A = 1; B = 1
except ValueError as e: print(e)
class Ms(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v):
        return cls.A if v == "dflt" else None
print(Ms("dflt"))
try: Ms("zz")
except ValueError as e: print(e)
Fn = Enum("Fn", "A B C"); print(list(Fn), Fn.A.value)
Fn2 = Enum("Fn2", {"X": 10, "Y": 20}); print(list(Fn2))
Fn3 = IntEnum("Fn3", ["P", "Q"], start=5); print(list(Fn3))
class Base(Enum):
    def desc(self): return self.name.title()
class Der(Base): FOO = 1
print(Der.FOO.desc(), Der.__bases__, Der.__name__, Der.FOO.__class__, dir(Der)[:1] != [])
class Mix:
    def hi(self): return "hi " + self.name
class MM(Mix, Enum): A = 1
print(MM.A.hi())
class SE(StrEnum):
    A = auto(); B = "bee"
print(SE.A, SE.B, SE.A == "a", repr(SE.A), SE.B.upper())
class Pl(Enum):
    A = 1
    _ignore_ = ["x"]
    def f(self): return 1
    const = 5
print(list(Pl))
for m in C: print(m.name, m.value, end=" ")
print([c.name for c in reversed(C)], C.R != C.G, C.R == 1, C.R is C(1), type(C), C.__class__.__name__)

