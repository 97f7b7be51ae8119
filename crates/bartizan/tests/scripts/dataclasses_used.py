"""The module dataclasses."""

from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError, InitVar, KW_ONLY, MISSING, make_dataclass
import dataclasses
from typing import ClassVar, List, Optional, Dict
import typing as t

@dataclass
class P:
    x: int
    y: List[int] = field(default_factory=list)
    z: str = "q"
    count: ClassVar[int] = 7
    other: t.ClassVar = 8

    def total(self):
        return self.x + sum(self.y)

p = P(1)
print(p, repr(p), P(1) == P(1), P(1) != P(2), P(2, [3]).y, p.total(), P.count, p.other, P.z)
p.y.append(4)
print(p, P(1), P(x=3, z="w"))
for bad in (lambda: P(), lambda: P(1, 2, 3, 4), lambda: P(1, q=2), lambda: P(1, x=2), lambda: hash(p), lambda: P(1) < P(2)):
    try:
        print(bad())
    except TypeError as error:
        print("TypeError:", error)

@dataclass(frozen=True)
class A:
    x: int = 1

@dataclass(frozen=True)
class B(A):
    y: int = 2
    @property
    def sum(self): return self.x + self.y

print(B(3), asdict(B()), replace(B(), y=9), hash(B()) == hash(B()), {B(): 1}[B()], B().sum)
try:
    B().x = 4
except FrozenInstanceError as error:
    print(type(error).__name__, error, isinstance(error, AttributeError))
try:
    del B().y
except dataclasses.FrozenInstanceError as error:
    print(error)
try:
    B().new = 4
except FrozenInstanceError as error:
    print(error)

@dataclass(order=True)
class V:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)

print(sorted([V(2, 1), V(1, 9), V(2)]), V(1) < V(2), V(1, 0, "a") == V(1, 0, "b"), max(V(1), V(3)), V(1) >= V(1))
try:
    V(1) < 3
except TypeError as error:
    print(error)

@dataclass
class W:
    a: int
    scale: InitVar[int] = 2
    b: int = field(init=False)
    c: List[int] = field(init=False, default_factory=list)
    d: int = field(default=5, init=False)
    def __post_init__(self, scale):
        self.b = self.a * scale

print(W(3), W(3, 5), W(a=1, scale=10).b, W.d)
try:
    replace(W(1), b=3)
except ValueError as error:
    print(error)

@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int
print(K(1, c=2))
try: K(1)
except TypeError as error: print(error)

@dataclass(kw_only=True)
class K2(K):
    d: int = 0
print(K2(5, c=4, d=3), K2.__match_args__)

@dataclass
class Node:
    name: str
    children: List["Node"] = field(default_factory=list)
    meta: Dict[str, P] = field(default_factory=dict, repr=False)
    tags: tuple = ()
n = Node("r", [Node("c")], {"k": P(1)}, (P(2), 3))
print(n, asdict(n), astuple(n))
n.children.append(n)
print(n)
print([f.name for f in fields(P)], [f.name for f in fields(n)], is_dataclass(P), is_dataclass(p), is_dataclass(3), is_dataclass(int))
f = fields(P)[1]
print(f.default is MISSING, f.default_factory, fields(P)[2].default, fields(P)[0].type, f.init, f.kw_only)
for source in ("list", "order", "noann"):
    try:
        if source == "list":
            @dataclass
            class X:
                a: list = []
        elif source == "order":
            @dataclass
            class X:
                a: int = 1
                b: int
        else:
            @dataclass
            class X:
                a = field(default=1)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

class Base:
    kind = "base"
    def hello(self): return f"hello {self.name}"
@dataclass(eq=False)
class D(Base):
    name: str = "d"
    def __repr__(self): return "<D>"
print(D(), D().hello(), D() == D(), len({D(), D()}), D.kind)
@dataclass
class E2(P):
    x: int = 10
    extra: Optional[str] = None
    def __post_init__(self): self.extra = self.extra or "none"
print(E2(), E2(z="a").extra, isinstance(E2(), P), E2() == P(10), [f.name for f in fields(E2)])
@dataclass
class Plain(Exception):
    code: int = 3
@dataclass(slots=True)
class S:
    a: int = 1
print(S(), S.__slots__)
M = make_dataclass("M", [("a", int), ("b", str, "x")], namespace={"hi": lambda self: self.a})
print(M(1), M(2, "y").hi())
class Sub(P):
    def __init__(self, x):
        super().__init__(x, z="sub")
        self.more = 1
print(Sub(4), Sub(4).__dict__, vars(P(1)))
@dataclass(unsafe_hash=True)
class U:
    a: int
print(len({U(1), U(1), U(2)}))
@dataclass(frozen=True)
class Fz:
    a: int
    b: int = field(init=False)
    def __post_init__(self):
        object.__setattr__(self, "b", self.a + 1)
print(Fz(1), Fz(1).b)
try:
    @dataclass
    class Bad(A): pass
except TypeError as error: print(error)
try: asdict(P)
except TypeError as error: print(error)
try: fields(3)
except TypeError as error: print(error)
print(P(1, [2]) == P(1, [2]), P(1) == 3, P.__name__, callable(P), getattr(P(1), "z"), P(1).__class__.__name__)
print(f"{P(1)}", "%s" % P(1), str(P(1)))
p.later = 3
print(p.later, P(*[1, [2]], **{"z": "k"}))

