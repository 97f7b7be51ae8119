"""`contextlib`."""

import contextlib
from contextlib import *
@contextmanager
def cm(a):
    print("enter", a)
    try: yield a * 2
    except ValueError as e: print("caught", e)
    finally: print("exit")
with cm(1) as v: print(v)
with cm(2): raise ValueError("boo")
@cm(3)
def dec(): print("in")
dec()
with suppress(KeyError): {}["a"]
with ExitStack() as st:
    st.enter_context(cm(5)); st.callback(print, "cb", 1); st.push(lambda *a: print("push", a[0]))
class A:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print(t.__name__ if t else None, v); return True
with A() as a, A() as b: raise KeyError("z")
with (A() as x, A() as y): pass
with closing(type("Q", (), {"close": lambda s: print("closed")})()): pass
with nullcontext(7) as n: print(n)
class CD(ContextDecorator):
    def __enter__(self): print("cd"); return self
    def __exit__(self, *e): print("/cd")
@CD()
def q(): return 1
print(q())
try:
    with 3: pass
except TypeError as e: print(e)
class Half:
    def __enter__(self): pass
try:
    with Half(): pass
except TypeError as e: print(e)
