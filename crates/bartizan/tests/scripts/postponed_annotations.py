"""Annotations that stay text."""

from __future__ import annotations
from typing import *
class E:
    x: int = 1
    y: Optional[E] = None
print(E.__annotations__, get_type_hints(E))
def g(a: int) -> E: ...
print(g.__annotations__, get_type_hints(g))
