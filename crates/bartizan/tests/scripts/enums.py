"""The module enum: members, lookups, aliases, flags, and members that are numbers or texts."""

from enum import Enum, IntEnum, StrEnum, Flag, auto, unique
import enum, json
class Zone(str, Enum):
    WEB = "web"
    DB = "db"
class Port(IntEnum):
    HTTPS = 443
    SSH = 22
class N(StrEnum):
    A = "srv a"
print(Zone.WEB.startswith("w"), Zone.WEB.replace("w", Zone.DB), "web".startswith(Zone.WEB), "a web b".split(Zone.WEB), {Zone.WEB: 1}["web"], {"web": 2}[Zone.WEB], Zone.WEB in {"web"}, Zone.WEB in ["web"], "web" in Zone.WEB)
print([p for p in Port if p > 100], sorted(Port), {p.name: p.value for p in Port}, Port.SSH in Port, enum.Enum, isinstance(Zone.DB, (str, int)))
m = {Zone.WEB: "x", Zone.DB: "y"}
print(m, m.get("db"), json.dumps(m), list(map(str, Zone)), [z.value for z in Zone], "-".join(z.value for z in Zone), "%s %d" % (Zone.DB, Port.SSH))
@unique
class Planet(Enum):
    """Doc."""
    EARTH = ("e", 1)
    MARS = ("m", 2)
    def __init__(self, short, rank):
        self.short = short
        self.rank = rank
    def __lt__(self, other): return self.rank < other.rank
    @property
    def label(self): return self.short.upper()
    @classmethod
    def of(cls, short): return next(p for p in cls if p.short == short)
    @classmethod
    def _missing_(cls, value):
        for p in cls:
            if p.short == value: return p
print(Planet.of("m"), Planet.EARTH < Planet.MARS, max(Planet), Planet("e"), Planet.MARS.label, Planet.__doc__, Planet.EARTH.rank)
try: Planet("z")
except ValueError as e: print(e)
class A(Enum):
    X = 1
    def __eq__(self, other): return self is other or self.value == other
    def __hash__(self): return 5
    def __str__(self): return self.name.lower()
print(A.X == 1, hash(A.X), str(A.X), f"{A.X}", f"{A.X!r}", f"{A.X:>4}", {A.X})
class Fl(Flag):
    NONE = 0
    A = auto()
    B = auto()
    ALL = A | B
print(Fl.NONE, Fl.ALL, list(Fl.ALL), Fl.A | Fl.B is Fl.ALL, Fl.A in Fl.ALL, bool(Fl.NONE), Fl(3), [f.name for f in Fl], Fl["ALL"], Fl.A & ~Fl.A)
def f(kind=Zone.WEB): return kind is Zone.WEB
print(f(), f(Zone("web")), Zone.WEB is Zone["WEB"], Zone.WEB != Zone.DB, not Zone.WEB, len(Zone), Zone.__name__, Zone.WEB.__class__ is Zone)
for name, member in Zone.__members__.items(): print(name, member.value, member.name)
class L(Enum):
    A = [1]
    B = {"k": 2}
print(L([1]), L.B.value["k"], L.A, hash(L.A) == hash(L.A))
try: L([2])
except ValueError as e: print(e)
print(getattr(Zone, "WEB"), hasattr(Zone, "NO"), "WEB" in Zone.__members__, type(Zone.WEB) is Zone, type(Zone.WEB).__name__)
class T(Enum):
    A = 1
    B = A
    C = 2
    def nxt(self): return T((self.value % 2) + 1)
print(list(T), T.B.name, T.A.nxt(), T.C.nxt())
class Fn(Enum):
    def helper(x): return x
    OK = "ok"
    @staticmethod
    def parse(t): return Fn[t.upper()]
print(list(Fn), Fn.parse("ok"))
def inner():
    class In(Enum):
        Q = 1
    return In.Q
print(inner())
print(Port.SSH + 1, Port.SSH == 22, 22 == Port.SSH, Port.SSH > 21, Port(22), -Port.SSH, ~Port.SSH, Port.SSH % 5, range(3)[Port.SSH % 3], "%5.1f" % Port.SSH, "{:5d}|{:>5}".format(Port.SSH, Port.SSH), round(Port.SSH), pow(Port.SSH, 2), divmod(Port.SSH, 5), hex(Port.SSH), [0] * Port.SSH == [0] * 22, min(Port), sum(Port), chr(Port.SSH + 60), str(Port.SSH), float(Port.SSH), isinstance(Port.SSH, int), 5 < Port.SSH < 30, any(Port), "ab"[Port.SSH - 22])
from enum import IntFlag
class C(Enum):
    A=1
    B='x'
    D=1
try:
    class S(C): pass
except TypeError as e: print(e)
try: C.A=3
except AttributeError as e: print(e)
try: C['Z']
except KeyError as e: print(repr(e))
try: C('q')
except ValueError as e: print(e)
try: C.A.zz
except AttributeError as e: print(e)
try:
    unique(C)
except ValueError as e: print(e)
print(C, repr(C.A), C.__members__, hash(C.A)==hash('A'), f"{C.A:>10}|", C.D)
try: print(C.A < C.B)
except TypeError as e: print(e)
class P(Flag):
    R=auto(); W=auto(); X=auto(); RW=R|W
print(repr(P.R|P.W), P.RW, P.R|P.X, repr(P(0)), P(0), ~P.R, P.R in P.RW, list(P), list(P.R|P.X), bool(P.R&P.W), P(5), repr(~P.R), P.R^P.RW, (P.R|P.X).name, P(0).name, len(P.RW), len(P),P)
try: P(64)
except ValueError as e: print(e)
try: P.R|1
except TypeError as e: print(e)
class I(IntFlag):
    R=4; W=2; X=1
print(repr(I.R|I.W), I.R|I.W, I.R|8, repr(I(8)), repr(I(12)), I.R+1, repr(I.R&6), repr(~I.R), I.R==4, f"{I.R}", I.R|1, repr(1|I.R),I(0),repr(I(0)))
class M(str, Enum):
    A='a'; B='b'
print(M.A, f"{M.A}", M.A=='a', M.A+'x', 'x'+M.A, M.A.upper(), '%s'%M.A, {'a':1}[M.A], M('a'), repr(M.A), ','.join(M), "{}".format(M.A), str(M.A), len(M.A), 'a' in M.A, M.A in 'abc', sorted(M), M.A[0], M.A<'b', isinstance(M.A,str))
class SE(StrEnum):
    FOO=auto(); B='b'
print(SE.FOO, repr(SE.FOO), f"{SE.FOO:>5}", list(SE))
try:
    class SB(StrEnum):
        A=1
except TypeError as e: print(e)
try:
    class SB(Enum):
        A=1
        A=2
except TypeError as e: print(e)
class O(IntEnum):
    L=auto(); H=auto()
print(O.L, repr(O.H), f"{O.L}", f"{O.L:03d}", "%d"%O.H, O.L+O.H, max(O), [1,2,3][O.L], O.L==1, {1:2}[O.L], int(O.H), range(O.H), sum(O), O.L<2, O.H/2, -O.H, bool(O.L), O(1), isinstance(O.L,int), 'x'*O.H, round(O.L), abs(O.H), float(O.H), str(O.H), O.H.bit_length(), O.L in (1,5), divmod(O.H,2), hex(O.H), O.H**2)
class Pl(Enum):
    E=(1,2); V=(3,4)
    def __init__(self, m, r): self.m=m; self.r=r
    @property
    def s(self): return self.m*self.r
    @classmethod
    def f(cls): return cls.E
    @staticmethod
    def g(): return 9
    def __str__(self): return 'Pl!'+self.name
print(Pl.E.s, Pl.E.value, Pl.f(), repr(Pl.V), Pl.g(), f"{Pl.V}", Pl((1,2)))
F=Enum('F','A B C'); print(list(F), F.A)
F=Enum('F',{'A':1}); print(list(F), F.A)
F=IntEnum('F',['A','B']); print(list(F), F.A)
class Au(Enum):
    def _generate_next_value_(name,start,count,last): return name.lower()
    X=auto(); Y=auto()
print(list(Au))
class Mi(Enum):
    A=1
    @classmethod
    def _missing_(cls, v): return cls.A
print(Mi(5), Mi.A.__class__, type(Mi.A), isinstance(Mi.A,Mi), C.A.name, C.__name__, len(C), list(reversed(C)))
class X3(Enum):
    A=auto(); B=10; D=auto(); E=(auto(),'d')
print(list(X3))
print(C._value2member_map_, C._member_names_, C.__doc__, C.A.__doc__)
print(json.dumps({'a':O.L,'b':SE.FOO, SE.FOO:1, 'm':M.A}))
try: json.dumps(C.A)
except TypeError as e: print(e)
class Base(Enum):
    def hi(self): return 'hi '+self.name
class Der(Base):
    Q=1
print(Der.Q.hi(), Der.__mro__)
try: Base(3)
except Exception as e: print(type(e), e)
try: Enum()
except Exception as e: print(type(e), e)

