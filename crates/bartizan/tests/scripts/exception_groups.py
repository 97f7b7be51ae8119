"""`ExceptionGroup` and `except*`."""

eg = ExceptionGroup("grp", [ValueError(1), TypeError("t"), ExceptionGroup("in", [KeyError("k")])])
print(eg, repr(eg), eg.message, eg.exceptions)
print(eg.subgroup(ValueError), eg.split(TypeError), eg.derive([ValueError(2)]))
try: raise eg
except* ValueError as e: print("VE", e, e.exceptions)
except* (TypeError, KeyError) as e: print("TK", repr(e))
try:
    try: raise eg
    except* ValueError: print("ve")
except ExceptionGroup as e: print("rest", repr(e))
try: raise ValueError("plain")
except* ValueError as e: print(repr(e))
try: pass
except* ValueError: print("no")
else: print("else")
finally: print("fin")
def f():
    try: raise ExceptionGroup("a", [OSError(1), ValueError(2)])
    except* OSError as e: print("os", len(e.exceptions))
    except* ValueError as e:
        print("v"); raise RuntimeError("new")
try: f()
except ExceptionGroup as e: print(repr(e))
except RuntimeError as e: print("rt", repr(e))
print(isinstance(eg, Exception), BaseExceptionGroup("b", [ValueError()]).__class__.__name__)
try: ExceptionGroup("x", [])
except ValueError as e: print(e)
try: ExceptionGroup("x", [1])
except ValueError as e: print(e)
class MyEG(ExceptionGroup):
    def derive(self, excs): return MyEG(self.message, excs)
print(repr(MyEG("m", [ValueError(1), TypeError(2)]).subgroup(TypeError)))
