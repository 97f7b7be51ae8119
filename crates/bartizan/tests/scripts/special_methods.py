"""Special methods, attribute hooks and what objects without them say."""

class A:
    def __init__(self): self._d = {}
    def __setattr__(self, k, v):
        if k != "_d": self._d[k] = v
        object.__setattr__(self, k, v)
    def __delattr__(self, k): print("del", k); super().__delattr__(k)
    def __dir__(self): return ["z", "a"]
    def __len__(self): return 2
    def __contains__(self, x): return x == 1
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("deli", k)
    def __call__(self, *a, **k): return a, k
    def __iter__(self): return iter([1, 2])
    def __reversed__(self): return iter([2, 1])
    def __bool__(self): return False
    def __int__(self): return 5
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __round__(self, n=None): return ("round", n)
    def __abs__(self): return "abs"
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __format__(self, s): return f"fmt<{s}>"
    def __bytes__(self): return b"bytes"
    def __complex__(self): return 1
    def __trunc__(self): return 1
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __enter__(self): return "ctx"
    def __exit__(self, *a): return False
    def __matmul__(self, o): return "mm"
    def __divmod__(self, o): return "dm"
    def __rdivmod__(self, o): return "rdm"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __rpow__(self, o): return ("rpow", o)
    def __lshift__(self, o): return "ls"
    def __rrshift__(self, o): return "rrs"
    def __iadd__(self, o): print("iadd", o); return self
    def __imul__(self, o): return "imul"
    def __eq__(self, o): return "eq"
    def __ne__(self, o): return "ne"
    def __lt__(self, o): return "lt"
    def __ge__(self, o): return "ge"
    def __hash__(self): return 42
    def __length_hint__(self): return 1
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __sizeof__(self): return 1
a = A(); a.q = 1; print(a._d, a.q); del a.q
for ex in ['dir(a)', 'len(a)', '1 in a', '2 in a', 'a["k"]', 'a[1:2]', 'a[1, 2]', 'a(1, k=2)', 'list(a)', 'list(reversed(a))', 'bool(a)', 'int(a)', 'float(a)', '[0, 1, 2, 3, 4][a]', 'round(a)', 'round(a, 2)', 'abs(a)', '-a', '+a', '~a', 'f"{a:x}"', 'format(a, "q")', 'bytes(a)', 'a @ 1', 'divmod(a, 1)', 'divmod(1, a)', 'a ** 2', 'pow(a, 2, 3)', '2 ** a', 'a << 1', '1 >> a', 'a == 1', 'a != 1', 'a < 1', 'a >= 1', '1 > a', 'hash(a)', 'str(a)', 'repr(a)', '[a]', '{a: 1}', '"%s %r" % (a, a)', 'range(10)[a]', 'bin(a)', 'hex(a)', '"abc"[a:] if False else ""', 'a if a else "falsy"']:
    try: print(ex, eval(ex))
    except Exception as e: print(ex, type(e).__name__, e)
a["x"] = 1; del a["x"]; a += 5; b = a; b *= 2; print(b)
import math
print(math.floor(a), math.ceil(a), math.trunc(a))
with a as c: print(c)
class B:
    def __len__(self): return -1
try: len(B())
except ValueError as e: print(e)
class C:
    def __bool__(self): return 3
try: bool(C())
except TypeError as e: print(e)
class D:
    def __str__(self): return 3
try: str(D())
except TypeError as e: print(e)
class F:
    def __hash__(self): return "a"
try: hash(F())
except TypeError as e: print(e)
class G:
    def __index__(self): return "a"
try: [1][G()]
except TypeError as e: print(e)
class H:
    def __init__(self): return 3
try: H()
except TypeError as e: print(e)
class I: pass
for ex in ["I()+1", "I()[0]", "I()()", "len(I())", "iter(I())", "I() < I()", "-I()", "I().x", "I.x", "I(1)", "I()['a']", "del_(I())", "next(I())", "with_(I())", "I() in I()", "1 in I()", "I() @ 1", "int(I())", "float(I())", "[1][I()]", "abs(I())", "round(I())", "reversed(I())", "sum([I()])", "sorted([I(), I()])", "max(I(), I())", "','.join([I()])", "range(I())", "hash(I()) == 0", "I() == I()", "bytes(I())", "dict(I())", "list(I())", "print(*I())", "{**I()}", "format(I(), 'x')"]:
    try: print(ex, eval(ex))
    except Exception as e: print(ex, type(e).__name__, e)
i = I()
try: i[0] = 1
except TypeError as e: print(e)
try: del i[0]
except TypeError as e: print(e)
try: del i.zz
except AttributeError as e: print(e)
try: i.__class__ = 3
except TypeError as e: print(e)
try:
    class J(int, str): pass
except TypeError as e: print(e)
try:
    class K(bool): pass
except TypeError as e: print(e)
try:
    class L(3): pass
except TypeError as e: print(type(e).__name__)
try:
    class M1: pass
    class M2(M1): pass
    class M3(M1, M2): pass
except TypeError as e: print(e)
try: object.__new__(3)
except TypeError as e: print(e)
try: int.foo
except AttributeError as e: print(e)
try: int.foo = 3
except TypeError as e: print(e)
try: (1).foo = 3
except AttributeError as e: print(e)
I.__name__ = "Renamed"; print(I.__name__, I)
def fn(): pass
fn.__name__ = "other"; fn.attr = 1; print(fn.__name__, fn.attr, fn.__dict__)
class P:
    @property
    def x(self): "doc x"; return 1
    @x.setter
    def x(self, v): print("set", v)
    @x.deleter
    def x(self): print("del")
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls, a): return cls.__name__, a
    y = property(lambda self: 5, doc="docy")
p = P(); print(p.x, p.y, P.s(1), p.s(2), P.c(1), p.c(2), P.x.__doc__, P.x.fget(p), type(P.__dict__["s"]), type(P.__dict__["c"]), isinstance(P.__dict__["x"], property)); p.x = 4; del p.x
try: p.y = 1
except AttributeError as e: print(e)
try: del p.y
except AttributeError as e: print(e)
class W:
    def __getattr__(self, n): return f"attr {n}"
    def __class_getitem__(cls, i): return f"item {i}"
print(W().foo, W[3], hasattr(W(), "x"), getattr(W(), "y", 1))
class Base:
    def greet(self): return "base"
    @classmethod
    def make(cls): return cls()
class L1(Base):
    def greet(self): return "l1>" + super().greet()
class R1(Base):
    def greet(self): return "r1>" + super().greet()
class Dm(L1, R1):
    def greet(self): return "d>" + super().greet()
print(Dm().greet(), [k.__name__ for k in Dm.__mro__], super(L1, Dm()).greet(), type(Dm.make()).__name__, isinstance(Dm(), R1))
class Meth:
    def m(self): return self
x = Meth(); f = x.m; print(f() is x, f.__self__ is x, f.__func__ is Meth.m, f == x.m, Meth.m(x) is x, f.__name__)
Meth.n = lambda self, a: a * 2; print(x.n(4)); x.k = lambda a: a; print(x.k(3))
class Cmp:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return s.v < o.v
    def __repr__(s): return f"C{s.v}"
print(sorted([Cmp(3), Cmp(1)]), max(Cmp(1), Cmp(2)), min([Cmp(5), Cmp(4)]), Cmp(1) > Cmp(0))
class Priv:
    def __init__(self): self.__x = 1; self._y = 2
    def get(self): return self.__x
    def __m(self): return "private"
    def call(self): return self.__m()
pr = Priv(); print(pr.get(), pr._Priv__x, pr.call(), sorted(vars(pr)), hasattr(pr, "__x"))
print(type(P.x), type(p.s), type(p.c), type(Meth.m), type(x.m))
print(isinstance(type, object), isinstance(object, type), issubclass(type, object), type(type(1)), (1).__class__.__name__, "".__class__, [].__class__ is list)
print(int.__add__(1, 2), (1).__add__(2), "a".__add__("b"), [1].__len__(), (3).__mul__(2), "abc".__contains__("a"), {}.__class__, (5).__eq__(5), list.__len__([1]), dict.__getitem__({1: 2}, 1), str.__str__("a"), object.__repr__(x)[:10])
print(f"{P.c.__name__} {P.s.__name__} {P.x.fget.__name__} {Dm.greet.__qualname__}")
