"""What scripts do with `typing` besides annotating."""

from typing import *
class Pt(NamedTuple):
    "A point."
    x: int
    y: int = 0
    @property
    def n(self): return self.x + self.y
    def m(self, k): return self.x * k
p = Pt(1); print(p, p.n, p.m(3), p._asdict(), p._replace(y=5), Pt._fields, Pt._field_defaults, p == (1, 0), Pt.__doc__, isinstance(p, tuple), Pt(y=2, x=1), Pt._make([3, 4]))
a, b = p; print(a, b, Pt.__annotations__)
try: Pt()
except TypeError as e: print(e)
Q = NamedTuple("Q", [("a", int), ("b", str)]); print(Q(1, "z"), Q.__name__)
class P3(Pt):
    def z(self): return 9
print(P3(4).z(), P3(4), type(P3(4)).__name__)

from typing import *
class Mv(TypedDict):
    name: str
    year: int
class M2(Mv, total=False):
    extra: List[str]
m: Mv = {"name": "a", "year": 1}; print(m, Mv(name="b", year=2), type(Mv(name="q", year=1)), Mv.__annotations__, Mv.__total__, M2.__total__, sorted(M2.__required_keys__), sorted(M2.__optional_keys__), M2(name="z"))

from typing import *
T = TypeVar("T"); K = TypeVar("K", bound=int); V = TypeVar("V", int, str); P = ParamSpec("P"); Tco = TypeVar("Tco", covariant=True)
print(T, K, V, P, Tco, T.__name__, K.__bound__, V.__constraints__)
class St(Generic[T]):
    def __init__(self): self.i: List[T] = []
    def push(self, x: T) -> None: self.i.append(x)
s = St[int](); s.push(1); print(s.i, St[int], St.__name__, St.__mro__)
class Pair(Generic[T, K]): pass
print(Pair[str, int], Optional[int], Union[int, str], Union[int, None], List[int], Dict[str, List[int]], Callable[[int, str], bool], Callable[..., Any], Tuple[int, ...], Type[int], Literal["a", 1], Any, Optional["Foo"], ClassVar[int], Final[int], Set[int], Iterable[str], Annotated[int, "meta"])
print(get_origin(List[int]), get_args(Dict[str, int]), get_args(Callable[[int], str]), get_origin(Optional[int]), get_args(Optional[int]), get_origin(list[int]), get_args(list[int]), get_origin(int), get_args(Literal["a", "b"]))
print(List[int] == List[int], Union[int, str] == Union[str, int], isinstance(3, Union[int, str]), isinstance([], List), Optional[int] is not None, List[int] | None, int | List[str])
U = NewType("U", int); print(U(5), U.__name__, U.__supertype__, U)
print(cast(int, "x"), Annotated[int, 1, 2].__metadata__, list[int], dict[str, int], tuple[int, ...], int | None, int | str | None, list[int] | None, type[int], (int | str).__args__, list[int].__origin__)
@final
class F: pass
@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x): return x
print(f(3), f("a"), TYPE_CHECKING)
@runtime_checkable
class Draw(Protocol):
    def draw(self) -> str: ...
class C:
    def draw(self): return "c"
class N: pass
print(isinstance(C(), Draw), isinstance(N(), Draw), issubclass(C, Draw), isinstance(3, Draw))
class Imp(Draw):
    def draw(self): return "i"
print(Imp().draw(), isinstance(Imp(), Draw))
try: Draw()
except TypeError as e: print(e)
class NR(Protocol):
    x: int
try: isinstance(3, NR)
except TypeError as e: print(e)

from dataclasses import dataclass, fields
@dataclass
class D:
    a: int
    b: Optional[str] = None
    c: "D" = None
    d: ClassVar[int] = 3
print(D.__annotations__["a"], get_type_hints(D)["b"], get_type_hints(D)["c"], [f.name for f in fields(D)])
def g(a: int, b: "str" = "x", *c: float, k: List[int] = None, **kw: Any) -> bool: pass
print(g.__annotations__, get_type_hints(g))
class E:
    x: int = 1
    y: "list[int]"
print(E.__annotations__, get_type_hints(E))
print(fields(D)[0].type, fields(D)[0].type is int, fields(D)[1].type)
