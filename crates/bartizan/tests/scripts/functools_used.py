"""`functools` and `operator`."""

import functools, operator
from functools import *
@lru_cache(maxsize=2)
def f(x): return x * 2
f(1); f(1); f(2); f(3); print(f.cache_info(), f(1)); f.cache_clear(); print(f.cache_info(), f.__name__, f.__wrapped__(4), f.cache_parameters())
@cache
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(50))
class C:
    n = 0
    @cached_property
    def v(self): C.n += 1; return 5
    @singledispatchmethod
    def g(self, a): return "default"
    @g.register
    def _(self, a: int): return "int"
    @g.register(str)
    def _(self, a): return "str"
    def add(self, a, b): return a + b
    inc = partialmethod(add, 1)
c = C(); print(c.v, c.v, C.n, c.__dict__, c.g(1), c.g("a"), c.g(1.5), c.inc(4))
@singledispatch
def h(x): return "obj"
@h.register
def _(x: int): return "int"
@h.register(list)
@h.register(tuple)
def _(x): return "seq"
@h.register(float)
def hf(x): return "float"
print(h(1), h([]), h(()), h(1.0), h("z"), h.dispatch(int)(1), h.registry.keys() is not None, h(True))
p = partial(int, base=2); print(p("101"), p.func, p.args, p.keywords, partial(print, 1, sep="-").args, repr(partial(max, 1)))
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(operator.add, [[1], [2]], []), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
def deco(fn):
    @wraps(fn)
    def w(*a, **k):
        "wdoc"
        return fn(*a, **k)
    return w
@deco
def orig(a, b=1):
    "odoc"
    return a + b
print(orig.__name__, orig.__doc__, orig.__wrapped__.__name__, orig(1), orig.__module__, orig.__qualname__)
@total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) <= T(2), T(2) >= T(3), T(2) > T(1), max(T(1), T(3)).v)
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("v.real")(T(3)), operator.methodcaller("upper")("a"), operator.mul(2, 3), operator.contains([1], 1), operator.not_(0), operator.truediv(1, 2), operator.index(3), operator.concat("a", "b"), operator.is_(None, None), operator.neg(1), operator.getitem([1], 0), operator.length_hint([1]), operator.xor(5, 1), operator.iadd([1], [2]))
print(reduce(lambda a, b: a, [1]))
try: reduce(lambda a, b: a, [])
except TypeError as e: print(e)
