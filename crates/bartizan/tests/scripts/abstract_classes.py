"""Abstract base classes."""

from abc import ABC, abstractmethod, ABCMeta
import abc
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def g(self): ...
    @classmethod
    @abstractmethod
    def h(cls): ...
    def k(self): return self.f() + 1
class B(A):
    def f(self): return super().f() or 1
    g = 3
class C(B):
    @classmethod
    def h(cls): return cls.__name__
for c in (A, B, C):
    try: print(c().k(), c().g, c.h())
    except TypeError as e: print(e)
class M(metaclass=ABCMeta):
    @abc.abstractmethod
    def one(self): pass
class N(M): pass
try: N()
except TypeError as e: print(e)
class O(N):
    def one(self): return 1
print(O().one(), isinstance(O(), M), issubclass(O, A), isinstance(C(), ABC), sorted(A.__abstractmethods__))
from dataclasses import dataclass
@dataclass
class Q(ABC):
    a: int
    @abstractmethod
    def z(self): pass
@dataclass
class R(Q):
    b: int = 2
    def z(self): return self.a + self.b
print(R(1).z(), R(1))
try: Q(1)
except TypeError as e: print(e)
class E(ABC): pass
print(type(E()).__name__)
