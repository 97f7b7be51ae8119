"""Subscripts of classes, reflected operators, and what is not hashable."""

try: int[3]
except TypeError as e: print(e)
class A: pass
try: A[1]
except TypeError as e: print(e)
class B:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(B[1], B["a", 2])
try: isinstance(3, list[int])
except TypeError as e: print(e)
try: isinstance(3, 4)
except TypeError as e: print(e)
try: issubclass(3, int)
except TypeError as e: print(e)
try: issubclass(int, 3)
except TypeError as e: print(e)
class L(list[int]): pass
print(L([1]), L.__bases__, list[int]() , dict[str, int](a=1))
class A:
    def __add__(self, o): return "A+"
    def __radd__(self, o): return "rA"
class B(A):
    def __radd__(self, o): return "rB"
print(A() + B(), B() + A(), 1 + B(), A() + 1, A() + A())
class C:
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
print(C() == C(), C() != 3)
try: C() < C()
except TypeError as e: print(e)
class D:
    def __add__(self, o): return NotImplemented
try: D() + 1
except TypeError as e: print(e)
try: D() + D()
except TypeError as e: print(e)
class H:
    def __eq__(self, o): return True
try: hash(H())
except TypeError as e: print(e)
print(H.__hash__)
class G(H):
    __hash__ = object.__hash__
print(isinstance(hash(G()), int))
