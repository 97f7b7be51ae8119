"""Classes derived from built-in types, metaclasses, descriptors, slots and `__new__`."""

class Registry(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.log = []
    def __setitem__(self, key, value):
        self.log.append(key)
        super().__setitem__(key, value)
    def __missing__(self, key):
        return "missing " + key
r = Registry(a=1)
r["b"] = 2
print(r, r.log, r["zz"], len(r), "a" in r, list(r), r.get("q"), isinstance(r, dict), dict(r), {**r})
for k, v in r.items(): print(k, v)
r.update(c=3); print(r, r.log)
print(r == {"a": 1, "b": 2, "c": 3}, bool(Registry()), sorted(r), r | {"d": 1}, type(r).__name__)
del r["a"]; print(r.pop("b"), r.setdefault("x", 9), r)
class Tags(list):
    def add(self, x):
        if x not in self: self.append(x)
        return self
t = Tags(["a"]).add("b").add("a")
print(t, len(t), t[0], t[-1:], t + ["z"], ",".join(t), t == ["a", "b"], [x.upper() for x in t], type(t), repr(t))
t += ["q"]; print(t, type(t).__name__, t.index("q")); t.sort(reverse=True); print(t, t.count("a"), reversed(t) is not None)
class Name(str):
    def __new__(cls, value, extra=None):
        self = super().__new__(cls, value.strip())
        self.extra = extra
        return self
    def shout(self): return self.upper() + "!"
n = Name("  web ", extra=3)
print(n, repr(n), n.extra, n.shout(), n + "x", "x" + n, f"{n:>6}|", n == "web", {n: 1}["web"], hash(n) == hash("web"), len(n), n[0], isinstance(n, str), "%s" % n, "{}".format(n), n in ["web"], "we" in n, n.startswith("w"), ",".join([n, n]))
class Celsius(float):
    @property
    def f(self): return self * 9 / 5 + 32
c = Celsius(100); print(c, c.f, c + 1, round(c), int(c), c > 50, -c, abs(Celsius(-1)), f"{c:.1f}", isinstance(c, float))
class Level(int):
    def __repr__(self): return f"L{int(self)}"
    def __add__(self, o): return Level(int.__add__(self, o))
l = Level(3); print(l, repr(l), l + 1, type(l + 1).__name__, l * 2, [1,2,3,4][l], range(l), l == 3, {3: "x"}[l], sum([l, l]), max(l, 5), l < 4, str(l), f"{l}", f"{l:03d}", "%d" % l, 5 - l, l // 2)
class P(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
p = P(1, 2); print(p, p.x, len(p), p == (1, 2), p + (3,), {p: 1}[(1, 2)]); a, b = p; print(a, b)
class S(set):
    def add(self, x): super().add(x * 2)
s = S([1]); s.add(2); print(s, sorted(s), 4 in s, len(s), s | {9} == {1, 4, 9}, s == {1, 4})
class E(Exception):
    def __init__(self, code, msg):
        super().__init__(msg); self.code = code
    def __str__(self): return f"[{self.code}] {super().__str__()}"
try: raise E(4, "boo")
except E as e: print(e, repr(e), e.args, e.code)
class E2(Exception):
    def __init__(self, a, b): self.a = a
e = E2(1, 2); print(e.args, repr(e), str(e))
class M(type):
    def __new__(mcs, name, bases, ns, **kw):
        ns["tag"] = name.lower(); ns.update(kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.inited = True
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k); o.made = 1; return o
    def __iter__(cls): return iter([1, 2])
    def __len__(cls): return 7
    def __getitem__(cls, k): return k
    def __contains__(cls, k): return k == 1
    def hello(cls): return "hello " + cls.__name__
    @property
    def prop(cls): return "prop"
class A(metaclass=M, z=5):
    def __init__(self, q=0): self.q = q
class B(A): pass
print(A.tag, B.tag, A.z, A.inited, A(3).q, A().made, list(A), len(A), A["k"], 1 in A, A.hello(), B.hello(), type(A), type(B) is M, isinstance(A, M), A.prop)
class Singleton(type):
    _i = {}
    def __call__(cls, *a, **k):
        if cls not in cls._i: cls._i[cls] = super().__call__(*a, **k)
        return cls._i[cls]
class Conf(metaclass=Singleton):
    def __init__(self, v): self.v = v
print(Conf(1) is Conf(2), Conf(5).v)
D = type("D", (A,), {"x": 1, "f": lambda self: self.x})
print(D.__name__, D().f(), D.__mro__, D.__bases__, type(D), D.tag)
X = type("X", (), dict(a=1)); print(X, X().a, X.__qualname__, X.__module__)
class Plug:
    reg = {}
    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw); cls.reg[key or cls.__name__] = cls
class P1(Plug, key="one"): pass
class P2(Plug): pass
print(Plug.reg, Plug.__subclasses__())
class Pos:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return getattr(obj, self.name)
    def __set__(self, obj, v):
        if v < 0: raise ValueError(f"{self.name} must be >= 0")
        setattr(obj, self.name, v)
class Acc:
    bal = Pos()
    def __init__(self, b): self.bal = b
a = Acc(5); print(a.bal, a.__dict__, isinstance(Acc.bal, Pos))
try: a.bal = -1
except ValueError as e: print(e)
class Sl:
    __slots__ = ("a", "b")
s = Sl(); s.a = 1
try: s.c = 2
except AttributeError as e: print(e)
class Cnt:
    _n = 0
    def __new__(cls, *a):
        cls._n += 1
        return object.__new__(cls)
    def __init__(self, *a): self.a = a
print(Cnt(1).a, Cnt(2)._n)
class Outer:
    class Inner:
        def m(self): pass
print(Outer.Inner, Outer.Inner.__qualname__, Outer.Inner.m.__qualname__)
class L:
    def __getattribute__(self, n):
        if n == "secret": raise AttributeError("no")
        return super().__getattribute__(n)
    def __getattr__(self, n): return "fallback " + n
    x = 4
print(L().x, L().secret, L().zzz)
