"""Causes, contexts, notes and the words of built-in errors."""

class E1(Exception): pass
try:
    try: 1/0
    except ZeroDivisionError as e: raise E1("x") from e
except E1 as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: 1/0
    except ZeroDivisionError: raise E1("y")
except E1 as e: print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: 1/0
    except ZeroDivisionError: raise E1("z") from None
except E1 as e: print(e.__cause__, repr(e.__context__), e.__suppress_context__)
e = ValueError("a"); e.add_note("n1"); e.add_note("n2"); print(e.__notes__, e.args, e)
try: raise ValueError("v").with_traceback(None)
except ValueError as e: print(e, e.__traceback__ is not None, type(e.__traceback__).__name__)
try: raise KeyError("k")
except KeyError as e: print(e, repr(e), e.args[0])
try: {}["zz"]
except KeyError as e: print(e, repr(e), e.args)
try: raise 3
except TypeError as e: print(e)
try: raise E1 from 3
except TypeError as e: print(e)
try: raise E1
except E1 as e: print(repr(e), str(e) == "")
def f():
    try: return "try"
    finally: print("fin")
print(f())
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print(i)
        finally: print("f", i)
g()
def h():
    try: raise ValueError
    except (TypeError, ValueError) as e: return type(e).__name__
    else: return "else"
    finally: pass
print(h())
try: pass
except: pass
else: print("else")
try:
    try: raise ValueError("inner")
    finally: print("cleanup")
except ValueError as e: print(e)
import sys
try: raise ValueError("q")
except ValueError: print(sys.exc_info()[0].__name__, sys.exc_info()[1])
print(sys.exc_info())
try: raise
except RuntimeError as e: print(e)
try: raise OSError(2, "No such file", "f.txt")
except OSError as e: print(e, e.errno, e.strerror, e.filename, type(e).__name__, e.args)
print(OSError(13, "x"), type(OSError(13, "x")), repr(OSError("a")), StopIteration(3).value, SystemExit(4).code, isinstance(UnicodeDecodeError("utf-8", b"a", 0, 1, "bad"), ValueError))
print(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"))
try: int("x")
except ValueError as e: print(e)
try: [].pop()
except IndexError as e: print(e)
try: None.foo
except AttributeError as e: print(e, e.name, e.obj)
try: undefined_name
except NameError as e: print(e, e.name)
try: import nope_mod
except ImportError as e: print(e, e.name, type(e).__name__)
print(issubclass(ModuleNotFoundError, ImportError), Exception.__mro__, BaseException.__subclasses__()[:1] != [])
print(ValueError("a", 1), repr(ValueError("a", 1)), repr(ValueError()), ValueError("a") == ValueError("a"))
class V(ValueError):
    def __init__(self, field, *, code=1): super().__init__(f"bad {field}"); self.field, self.code = field, code
try: raise V("name", code=7)
except ValueError as e: print(e, e.field, e.code, repr(e))
try: raise KeyError
except LookupError as e: print(repr(e))
try: assert 1 == 2, "msg"
except AssertionError as e: print(e)
try: assert False
except AssertionError as e: print(repr(e))
