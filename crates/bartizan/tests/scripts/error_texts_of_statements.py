"""What goes wrong, and what it says: the exceptions of statements that fail."""

from dataclasses import dataclass, field
from enum import Enum
from collections import namedtuple

def f(a, b): pass
def g(a, b=1, *, c=2): pass
def h(a, /): pass
def k(*, a, b): pass
def three(a, b, c): pass
def one(a): pass
def opt(a, b=1, c=2): pass
def for_in(x):
    for _ in x: pass
def local_before():
    x = y
    y = 1
def nonlocal_unset():
    def inner(): return z
    r = inner()
    z = 1
def recursion(n):
    return undefined_deep if n == 0 else recursion(n - 1)
class C:
    def m(self): raise_me = 1
    @property
    def prop(self): return self.hidden
    @property
    def ro(self): return 1
    @staticmethod
    def static(a): pass
    @classmethod
    def cls(cls): pass
class Sub(C): pass
class Unhashable:
    __hash__ = None
class BadBool:
    def __bool__(self): return 5
class BadLen:
    def __len__(self): return "a"
class NegLen:
    def __len__(self): return -1
class BadStr:
    def __str__(self): return 5
    def __repr__(self): return 6
class BadHash:
    def __hash__(self): return "a"
class BadIter:
    def __iter__(self): return 5
class Slots:
    __slots__ = ("a",)
class Custom(Exception): pass
class Custom2(Exception):
    def __str__(self): return "custom text"
@dataclass
class D:
    x: int
    y: int = 2
@dataclass
class D2:
    x: int = field(init=False)
@dataclass(frozen=True)
class Frozen:
    a: int
class E(Enum):
    a = 1
    b = 2
P = namedtuple("P", "x y")

try:
    a, b = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    a, b = [1]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    a, b = [1, 2, 3]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    a, b = None
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    a, b = "abc"
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    a, b, *c = [1]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    (a, b), c = [1, 2]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    a, b = {1: 2}
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    a, b = C()
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    [a, b] = 5
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    for a, b in [1, 2]: pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    for a, b in [(1, 2, 3)]: pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    for a in 5: pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    for a in None: pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    for a in C(): pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    del undefined_name
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = [1]; del x[5]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = (1,); del x[0]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = "a"; del x[0]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = 5; del x[0]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = C(); del x.y
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = C(); del x[0]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = (1,); x[0] = 2
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = "abc"; x[0] = "b"
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = [1]; x[5] = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = [1]; x["a"] = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = [1, 2]; x[0:1] = 5
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = [1, 2, 3]; x[::2] = [1]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = {}; x[[]] = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = 5; x[0] = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = None; x["a"] = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = None; x.y = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = 5; x.y = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = "a"; x.y = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = []; x.y = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = {}; x.y = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = (1,); x.y = 2
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = object(); x.y = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = {1}; x[0] = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = range(3); x[0] = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = b"a"; x[0] = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = len; x.y = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    int.x = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    str.upper = 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    del int.x
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = 1; x += "a"
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = "a"; x += 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = [1]; x += 5
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = [1]; x += None
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = {1}; x |= [2]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = {1}; x += {2}
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = None; x += 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = (1,); x += [2]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = (1,); x[0] += 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = 5; x -= "a"
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = "a"; x *= "b"
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = "a"; x %= 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = {}; x["n"] += 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = C(); x.n += 1
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise 5
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise "text"
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise None
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise C
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise C()
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise ValueError
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise ValueError()
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise ValueError("a", 2)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise KeyError("k")
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise KeyError
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise ValueError from 5
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise StopIteration(3)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise SystemExit(3)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise SystemExit
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise NotImplementedError
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise UnicodeError("x")
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise IndexError([1])
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise AttributeError("a", "b")
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise ImportError("a")
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise ImportError
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise Custom("x")
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise Custom2(1)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    raise AssertionError
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    assert False
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    assert 0, "text"
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    assert [], [1, 2]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    assert None, None
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    import nothing_here
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    import nothing_here.sub
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    from nothing_here import x
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    with 5: pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    with open: pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    with C(): pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    with None as x: pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    class X: x = y_undefined
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    class X: x = 1 + "a"
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    class X(Sub, C): pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = local_before()
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = nonlocal_unset()
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    match 5:
        case C(1): pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    match C():
        case C(1): pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    lambda_ = (lambda: undefined_in_lambda)()
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    while undefined_cond: pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    if undefined_cond: pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    return_ = [][1] if True else 0
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    print(undefined_arg, 1 / 0)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    global_ = int("x" * 50)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = int("9" * 5000)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    @undefined_decorator
    def f(): pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    @5
    def f(): pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    def f(a=undefined_default): pass
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = {1: 2}; [x.pop(k) or x.update({9: 9, 8: 8}) for k in x]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = [1]; x.remove(2)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = [1]; x.index("a")
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = iter([1]); next(x); next(x)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = C(); x.prop = 5
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = Frozen(1); x.a = 2
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = Frozen(1); del x.a
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = {"a": 1}; a, b = x["a"]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    gen = (i for i in [1]); gen.foo
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    gen = (i for i in [1]); len(gen)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    gen = (i for i in [1]); gen[0]
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = recursion(5)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    E.a = 5
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    E(99)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = E.a < E.b
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    P(1, 2).x = 5
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    a = b = c_undefined
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = {**{"a": 1}, **None}
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    print(*5)
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    print(**{"end": 1})
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = f"{undefined_in_f}"
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
try:
    x = f"{1:{'z'}}"
    print("no error")
except BaseException as error:
    print(type(error).__name__, "|", error)
