"""`singledispatch` by annotation, `struct.Struct`, documentation of properties and dataclasses, typed caches."""

import functools, struct, operator, dataclasses, inspect
from typing import *
def att(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
@functools.singledispatch
def show(x): return "object"
@show.register
def _(x: int): return "int"
@show.register
def _(x: list) -> str: return "list"
@show.register
def _(x: "float"): return "float"
@show.register
def _(x: Union[bytes, tuple]): return "bt"
@show.register
def _(x: str | set): return "ss"
@show.register(dict)
def _(x): return "dict"
print(show(1), show([1]), show(1.5), show(None), show(True), show(b""), show(()), show(""), show({}), show(set()))
def bad(): 
    @show.register
    def _(x): pass
def bad2(): 
    @show.register
    def _(x: "Nope"): pass
att(bad2)
def bad3(): 
    @show.register
    def _(x: List[int]): pass
att(bad3)
att(lambda: show.register(3))
print(show.registry.keys())
class M:
    @functools.singledispatchmethod
    def f(self, x): return "o"
    @f.register
    def _(self, x: int): return "i"
    @f.register
    @classmethod
    def _(cls, x: str): return "s", cls.__name__
print(M().f(1), M().f(""), M().f(None))
s = struct.Struct("<IH")
print(s.size, s.format, s.pack(1, 2), s.unpack(b"\1\0\0\0\2\0"), list(s.iter_unpack(b"\1\0\0\0\2\0"*2)), s.unpack_from(b"xx\1\0\0\0\2\0", 2))
att(lambda: s.pack(1))
att(lambda: s.unpack(b""))
print(type(s), isinstance(s, struct.Struct))
print([n for n in dir(__import__("operator")) if not n.startswith("_")])
print([n for n in ["abs","add","and_","attrgetter","call","concat","contains","countOf","delitem","eq","floordiv","ge","getitem","gt","iadd","iand","iconcat","ifloordiv","ilshift","imatmul","imod","imul","index","indexOf","inv","invert","ior","ipow","irshift","is_","is_not","isub","itemgetter","itruediv","ixor","le","length_hint","lshift","lt","matmul","methodcaller","mod","mul","ne","neg","not_","or_","pos","pow","rshift","setitem","sub","truediv","truth","xor"] if not hasattr(operator, n)])
print([n for n in ["cached_property","cmp_to_key","lru_cache","cache","partial","partialmethod","reduce","singledispatch","singledispatchmethod","total_ordering","update_wrapper","wraps","WRAPPER_ASSIGNMENTS","WRAPPER_UPDATES"] if not hasattr(functools, n)])
class P:
    x = property(lambda self: 1, doc="about x")
    @property
    def y(self):
        "about y"
        return 2
    z = property(fget=lambda self: 1, fset=None, fdel=None, doc=None)
print(P.x.__doc__, P.y.__doc__, P.z.__doc__, P().x)
@dataclasses.dataclass
class D:
    a: int
    b: str = "x"
    c: List[int] = dataclasses.field(default_factory=list)
    d: float = dataclasses.field(default=1.0, kw_only=True)
    e: "D" = None
print(D.__doc__)
@dataclasses.dataclass
class D2:
    "own"
print(D2.__doc__)
@dataclasses.dataclass
class D3: pass
print(D3.__doc__)
@functools.lru_cache(typed=True)
def t(x): print("computed", x); return x
print(t(1), t(1.0), t(True), t(1), t.cache_info(), t.cache_parameters())
@functools.lru_cache(maxsize=2, typed=True)
def t(x, y=1): print("computed", x); return x
print(t(1), t(1.0), t(x=1), t(x=1.0), t.cache_info(), t.cache_parameters())
@dataclasses.dataclass
class Fields:
    a: int
    v: dataclasses.InitVar[int]
    k: ClassVar[int] = 3
    c: List[int] = dataclasses.field(default_factory=list)
    d: float = dataclasses.field(default=1.0, kw_only=True)
    n: int = dataclasses.field(default=1, init=False)
print(inspect.signature(Fields), Fields.__doc__)
class E(Fields): pass
print(inspect.signature(E), E.__doc__)
@dataclasses.dataclass
class F(E):
    z: str = "q"
print(inspect.signature(F), F.__doc__)
@dataclasses.dataclass(init=False)
class G(Fields): 
    def __init__(self, w): pass
print(inspect.signature(G), G.__doc__)
@dataclasses.dataclass(frozen=True, slots=True)
class H: 
    x: "int"
print(inspect.signature(H), H.__doc__)
