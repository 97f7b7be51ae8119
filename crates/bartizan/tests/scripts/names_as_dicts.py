"""`vars`, `__dict__`, `globals` and `locals`, which follow what they show."""

class O:
    def __init__(self, **kw): self.__dict__.update(kw)
o = O(a=1, b=2); print(o.a, o.b, vars(o), o.__dict__)
o.__dict__["c"] = 3; print(o.c); del o.__dict__["a"]; print(hasattr(o, "a"), "b" in o.__dict__, len(vars(o)))
vars(o).update(z=9); print(o.z, sorted(vars(o).items()), o.__dict__ == {"b": 2, "c": 3, "z": 9})
o.__dict__ = {"n": 1}; print(o.n, vars(o)); d = o.__dict__; o.k = 5; print(d, d["k"], list(d), dict(d), {**d}, d.get("k"), d.pop("k"), hasattr(o, "k"))
d.setdefault("l", []).append(1); print(o.l)
x = 5
for i in range(3): globals()[f"srv_{i}"] = i * 10
print(srv_0, srv_2, globals()["x"], "x" in globals(), globals().get("nope", "d"))
g = globals(); y = 7; print(g["y"]); g["x"] = 99; print(x); del g["y"]
try: y
except NameError as e: print(e)
globals().update(aa=1, bb=2); print(aa + bb)
def f(a, b=2, *args, **kw):
    c = 3
    print(locals()); print(sorted(vars()))
    return locals()
print(f(1, 5, 6, k=1))
def outer():
    q = 1
    def inner(): return q, locals()
    print(locals().keys()); return inner()
print(outer())
print([n for n in sorted(globals()) if n.startswith("srv")], __name__)
print({k: v for k, v in list(globals().items()) if k.startswith("srv_")})
class C:
    a = 1
    locals()["b"] = 2
    print(sorted(k for k in locals() if not k.startswith("__")))
print(C.b)
