"""Scopes, closures, generators and iteration."""

x = 10
class A:
    x = 5
    l = [x for _ in range(2)]
    m = [i for i in range(x)]
    def f(self): return x
    y = x + 1
print(A.l, A.m, A().f(), A.y)
def outer():
    n = 0
    def inc():
        nonlocal n; n += 1; return n
    def get(): return n
    return inc, get
i, g = outer(); i(); i(); print(g())
fs = [lambda: i for i in range(3)]; print([f() for f in fs]); fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs])
def f():
    global newg; newg = 5
    def h():
        global newg; newg += 1
    h()
f(); print(newg)
def g():
    try: return q
    except NameError as e: print(type(e).__name__, e)
    q = 1
g()
def h():
    def k(): return zz
    try: k()
    except NameError as e: print(e)
    zz = 1; print(k()); del zz
    try: k()
    except NameError as e: print(e)
h()
if (n := len("abc")) > 2: print(n)
print([y := 1, y ** 2], [last := i for i in range(3)], last, (w := 5) + w, any((hit := v) > 2 for v in [1, 3, 5]), hit)
def gen():
    x = yield 1
    print("got", x)
    try:
        yield 2
    except ValueError as e: print("exc", e); yield 99
    finally: print("fin")
    return 7
g = gen(); print(next(g), g.send("s"), g.throw(ValueError("v")))
try: next(g)
except StopIteration as e: print("stop", e.value)
def sub(): r = yield from gen2(); print("r", r); yield from [8, 9]; yield from "ab"; yield from {1: 2}
def gen2(): yield 1; return 5
print(list(sub())); g = gen(); next(g); g.close(); print(list(g))
print(list((a, b) for a in range(2) for b in range(a)), sum(i for i in range(4)), {i: i*i for i in range(3)}, {i % 2 for i in range(5)}, [[j for j in range(i)] for i in range(3)], [i for i in range(10) if i % 2 if i > 3])
def inf():
    n = 0
    while True: yield n; n += 1
from itertools import islice
print(list(islice(inf(), 3)), next(iter([5])), next(iter([]), "d"), list(iter(iter([1, 2]))))
it = iter([1, 2, 3]); print(list(zip(it, it))); print(list(iter(lambda l=[3, 2, 1]: l.pop(), 2)))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), sum(It()), max(It()), 2 in It(), [*It()], dict.fromkeys(It()))
class Sq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
    def __len__(self): return 3
print(list(Sq()), 4 in Sq(), list(reversed(Sq())), [x for x in Sq()], bool(Sq()))
while True:
    break
else: print("no")
for i in []: pass
else: print("else")
print([1, 2, 3] > [1, 2], (1, "a") < (1, "b"), "a" < "b", [1] == [1.0], None is None, 1 is not None, "x" not in "abc", not None)
def deflt(a=[]): a.append(1); return a
deflt(); print(deflt(), deflt.__defaults__)
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4), (lambda: (yield))().__class__.__name__)
assert (1, 2) == (1, 2), "no"
print("a" "b" 'c', r"\n", b"ab" b"c", """x
y""", "\x41\u0042\N{LATIN SMALL LETTER A}", 'it''s')
print(f"{'a' + 'b'} {x!r:>5} {x=} {x:{5}} {{}} {'nested ' + f'{x}'} {[1,2][0]} {dict(a=1)['a']}")
