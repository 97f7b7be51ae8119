"""Annotations that stay text are written as CPython writes them."""

from __future__ import annotations

import dataclasses
from typing import *


class Shapes:
    a: Dict[str,int]
    b: "Also"
    c: Dict["str" ,
            List[ "Shapes" ]]
    d: int|None
    e: (int|str)
    f: int|(str|None)
    g: Tuple[()]
    h: Tuple[int,]
    i: (int, str)
    j: Callable[[int,str],None]
    k: Callable[...,typing . Any]
    l: Literal[-1,0x10,True,None,...,b"x",'it\'s']
    m: Annotated[int,Field(1,gt=0, default = "x")]
    n: "a" "b"
    p: List[int] | (Set[str])
    q: ("x")
    r: None


for name, text in Shapes.__annotations__.items():
    print(name, text)


def function(a: "A", /, b: List["B"]=1, *c: int, d: 'D', **e: dict[str,int]) -> "Result":
    x: "not evaluated" = 1
    return x


print(function.__annotations__)


@dataclasses.dataclass
class Data:
    x: List["int"] = dataclasses.field(default_factory=list)
    z: ClassVar[ int ] = 2


print([(field.name, field.type) for field in dataclasses.fields(Data)])
