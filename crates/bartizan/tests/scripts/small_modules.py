import atexit
import codecs
import errno
import fnmatch
import gc
import importlib
import importlib.util
import inspect
import numbers
import os
import shlex
import shutil
import sys
import threading
import types
import weakref

# inspect
def f(a, b: int = 2, /, c=None, *args, d, e: str = "x", **kwargs) -> None:
    """The doc.

        Indented.
    """
    return a


def g(*, only):
    yield only


class C:
    """C's doc."""

    attribute = 1

    def __init__(self, x, y=1):
        self.x = x

    def method(self, p):
        return p

    @property
    def prop(self):
        return 1

    @staticmethod
    def static(s):
        return s


async def waits():
    pass


print([(p.name, str(p.kind), p.default is inspect.Parameter.empty) for p in inspect.signature(f).parameters.values()])
print(inspect.signature(g), inspect.signature(C), inspect.signature(C(1).method), inspect.signature(C.method), inspect.signature(lambda: 0))
print(inspect.signature(C.static), list(inspect.signature(f).parameters), repr(inspect.signature(g)))
bound = inspect.signature(lambda a, b=2, *c, d=4: 0).bind(1, 5, 6, d=7)
print(bound.args, bound.kwargs, bound.arguments)
bound = inspect.signature(lambda a, b=2: 0).bind(1)
bound.apply_defaults()
print(bound.arguments)
for wrong in [(1, 2, 3), ()]:
    try:
        inspect.signature(lambda a, b=2: 0).bind(*wrong)
    except TypeError as error:
        print(error)
print(inspect.getfullargspec(lambda a, b=2, *c, d=4: 0).args, inspect.getfullargspec(C.method).args)
kinds = [inspect.isclass, inspect.isfunction, inspect.ismethod, inspect.isbuiltin, inspect.ismodule, inspect.isroutine,
         inspect.isgeneratorfunction, inspect.isgenerator, inspect.iscoroutinefunction]
for value in [C, f, C(1).method, len, sys, g, g(only=1), waits, 3, C.method, "a".upper]:
    print([int(kind(value)) for kind in kinds])
print(inspect.getdoc(f), inspect.getdoc(C), inspect.cleandoc("  a\n    b\n      c\n"))
print(inspect.getsource(C.method), inspect.getsource(f).splitlines()[0], inspect.getsource(C).splitlines()[-1])
print(inspect.getsourcelines(g), os.path.basename(inspect.getfile(C)), inspect.getmodule(C).__name__)
print([name for name, _ in inspect.getmembers(C, inspect.isfunction)], [m for m in inspect.getmembers(C(5)) if m[0][0] != "_"][0])
print(inspect.getmro(C), inspect.stack()[0].function, inspect.getmodulename("/a/b.py"))

# types
n = types.SimpleNamespace(a=1, b="x")
n.c = [1]
print(n, n == types.SimpleNamespace(a=1, b="x", c=[1]), n.a)
m = types.ModuleType("made", "its doc")
m.x = 3
sys.modules["made"] = m
import made
from made import x
print(made.x, x, made.__name__, made.__doc__, isinstance(m, types.ModuleType))
print(isinstance(f, types.FunctionType), isinstance(C(1).method, types.MethodType), isinstance(g(only=1), types.GeneratorType), isinstance(len, types.BuiltinFunctionType), isinstance(None, types.NoneType))
proxy = types.MappingProxyType({"a": 1})
print(proxy, proxy["a"], "a" in proxy, len(proxy), dict(proxy), proxy.get("z", 9), list(proxy.items()))
try:
    proxy["b"] = 1
except TypeError:
    print("read only")
c = C(1)
c.bound = types.MethodType(lambda self, z: (self.x, z), c)
print(c.bound(4))
del sys.modules["made"]
try:
    import made
except ImportError as error:
    print(error)

# numbers
print([isinstance(v, numbers.Number) for v in (1, 1.5, True, "1")], isinstance(1, numbers.Integral), isinstance(1.0, numbers.Integral), isinstance(1, numbers.Real))

# shlex, fnmatch
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g '' h#i"), shlex.split("a # b", comments=True), shlex.quote("it's"), shlex.quote("ok-1"), shlex.join(["a", "b c"]))
for bad in ["'a", "a\\", '"a']:
    try:
        shlex.split(bad)
    except ValueError as error:
        print(error)
print([fnmatch.fnmatch(name, pattern) for name, pattern in [("a.py", "*.py"), ("a.py", "?.py"), ("ab.py", "?.py"), ("x1", "x[0-9]"), ("xa", "x[!0-9]"), ("x-", "x[a-]"), ("[a]", "[[]a]"), ("abcabc", "*abc"), ("", "*"), ("a", "")]])
print(fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"), fnmatch.fnmatchcase("A", "a"))

# importlib
print(importlib.import_module("os.path").__name__, importlib.util.find_spec("nope_nope"), importlib.util.find_spec("json") is not None)
try:
    importlib.import_module("nope_nope")
except ModuleNotFoundError as error:
    print(error, error.name)

# threading, shutil, signal, gc, weakref, errno, codecs, sys
lock = threading.Lock()
with lock:
    print(lock.locked(), lock.acquire(blocking=False), threading.current_thread().name)
event = threading.Event()
event.set()
print(event.wait(), event.is_set())
os.environ.clear()
print(shutil.get_terminal_size(), shutil.get_terminal_size().columns, shutil.which("no-such-program"))
gc.disable()
gc.enable()
r = weakref.ref(c)
d = weakref.WeakValueDictionary()
d["k"] = c
print(r() is c, d["k"] is c, len(d), errno.ENOENT, errno.errorcode[2])
print(codecs.encode("Hello", "rot13"), codecs.decode(b"\xc3\xa9", "utf-8"), codecs.BOM_UTF8)
print(sys.flags.debug, sys.implementation.name, sys.float_info.max, sys.maxsize, sys.byteorder, sys.getdefaultencoding(), sys.exc_info())
print(sys.getfilesystemencoding(), sys.stdin.read(), list(sys.stdin), sys.intern("a") is "a" or True)
sys.setrecursionlimit(2000)

# os
print("X" in os.environ, os.environ.get("X", 1), os.getenv("X"), os.getenv("X", "d"))
os.environ["X"] = "set"
print(os.environ["X"], os.getenv("X"), os.environ.setdefault("X", "no"), dict(os.environ))
try:
    os.environ["NOPE"]
except KeyError as error:
    print(error)
here = os.path.dirname(os.path.abspath(__file__))
print(os.path.basename(__file__) in os.listdir(here), sorted(e.name for e in os.scandir(here) if e.name.startswith("small")), os.path.isabs(here))
print([os.path.basename(__file__) in files for _, _, files in os.walk(here)][0], os.stat(__file__).st_size == os.path.getsize(__file__) == len(open(__file__, "rb").read()))
os.makedirs(here, exist_ok=True)
for bad in [lambda: os.makedirs(here), lambda: os.listdir(os.path.join(here, "nope")), lambda: os.listdir(__file__)]:
    try:
        bad()
    except OSError as error:
        print(type(error).__name__, error.errno)

print(atexit.register(print, "the end", sep="!") is print)
atexit.register(lambda: print("before the end"))
atexit.register(sys.exit, 9)
atexit.unregister(sys.exit)
