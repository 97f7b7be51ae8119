"""math, all of it."""

import math
from fractions import Fraction


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)), end=" ")
    except Exception as error:
        print(type(error).__name__, error, end="; ")


class Float:
    def __float__(self):
        return 2.5


class Index:
    def __index__(self):
        return 6


VALUES = [0, 0.0, -0.0, 1, -1, 0.5, -0.5, 2, 10, 3.7, -3.7, 1e-10, 1e10, 100.5, 710, -745, 1e308, 5e-324, float("inf"), float("-inf"), float("nan"), True, 10 ** 400, Float(), Index(), Fraction(1, 3), "x", None, [1]]
for name in ("acos", "acosh", "asin", "atan", "atanh", "ceil", "cos", "cosh", "degrees", "exp", "exp2", "expm1", "fabs", "floor", "frexp", "isfinite", "isinf", "isnan", "log", "log10", "log1p", "log2", "modf", "radians", "sin", "sinh", "sqrt", "tan", "tanh", "trunc", "ulp"):
    print(name)
    for value in VALUES:
        attempt(getattr(math, name), value)
    print()
print([round(function(x), 12) for function in (math.erf, math.erfc, math.asinh, math.cbrt) for x in (0, 0.5, 1, -2, 3.25)])
for name in ("gamma", "lgamma"):
    print(name, [f"{getattr(math, name)(value):.12g}" for value in (0.5, 1, 2.5, 5, 10, 20.25)])
    for value in (0, -1, -2.0, float("inf"), float("-inf"), 1e306, "x"):
        attempt(getattr(math, name), value)
    print()
for name in ("atan2", "copysign", "fmod", "pow", "remainder", "hypot", "nextafter", "log"):
    print(name)
    for one, other in [(1, 2), (0, 0), (0.0, -1), (-1, 0.5), (7, -3), (5.5, 2), (2, 1000), (2, 2000), (float("inf"), 1), (1, float("inf")), (float("nan"), 1), (1, 0), (-8, 3), (1e300, 1e300), ("x", 1), (10, 10), (3, 4), (-0.0, 0.0), (8, 2), (100, 10), (10 ** 400, 10), (2, 1), (float("inf"), float("nan"))]:
        attempt(getattr(math, name), one, other)
    print()
for arguments in [(), (3,), (3, 4, 12), (1, 1, 1), (1e-200, 1e-200), (1e200, 1e200, 1e200), (0.1, 0.2, 0.3, 0.4), (float("inf"), float("nan")), (5e-324, 5e-324), ("x",)]:
    attempt(math.hypot, *arguments)
for one, other in [((1, 2), (4, 6)), ([0.1], [0.4]), ((), ()), ((1,), (1, 2)), ((1, 2, 3), (4, 5, 6.5)), (("x",), (1,))]:
    attempt(math.dist, one, other)
print()
for arguments in [(0.5, 3), (1, -1074), (1, -1080), (1, 1024), (0.0, 9), (3, 10 ** 30), (3, -10 ** 30), (float("inf"), 1), (1.5, 1.5), (-3.25, -2)]:
    attempt(math.ldexp, *arguments)
print()
for arguments in [(0,), (5,), (20,), (25,), (-1,), (1.5,), ("x",), (Index(),), (True,)]:
    attempt(math.factorial, *arguments)
    attempt(math.isqrt, *arguments)
print()
for arguments in [(5, 2), (5, 0), (5, 6), (-1, 2), (5, -1), (50, 25), (200, 100), (1.5, 1), (5,), (5, None), (10 ** 12, 2)]:
    attempt(math.comb, *arguments)
    attempt(math.perm, *arguments)
print()
for arguments in [(), (12,), (12, 18), (-12, 18, 27), (0, 0), (0, 5), (10 ** 30, 10 ** 20 * 7), (1.5,), (Index(), 4)]:
    attempt(math.gcd, *arguments)
    attempt(math.lcm, *arguments)
print()
for values in [[], [0.1] * 10, [1e100, 1, -1e100], [1, 2], [float("inf")], [float("inf"), float("-inf")], ["x"], [1e308, 1e308], [1e-20, 1, -1]]:
    attempt(math.fsum, values)
    attempt(math.prod, values)
print()
attempt(math.prod, [1, 2, 3], start=10)
attempt(math.prod, [Fraction(1, 2), 4])
attempt(math.prod, [[1], 2])
for arguments, named in [((1, 1.0000000001), {}), ((1, 1.1), {}), ((1, 1.1), {"rel_tol": 0.2}), ((0, 1e-12), {"abs_tol": 1e-9}), ((float("inf"), float("inf")), {}), ((float("nan"), float("nan")), {}), ((1, 2), {"rel_tol": -1})]:
    attempt(math.isclose, *arguments, **named)
print()
print(math.pi, math.e, math.tau, math.inf, math.nan, math.isqrt(10 ** 40), math.log(2 ** 2000), math.log2(2 ** 2000), math.log10(10 ** 400), math.log(10 ** 400, 10), math.log2(2 ** 64 + 1), math.log(3 ** 1500), math.floor(10 ** 20 / 3), math.ceil(-0.5), math.trunc(-1e20))
attempt(math.log, 0)
attempt(math.log, -1)
attempt(math.log, 5, 1)
attempt(math.log, 5, 0)
attempt(math.floor, float("inf"))
attempt(math.ceil, float("nan"))
attempt(math.sqrt)
attempt(math.sqrt, 1, 2)
attempt(math.gcd, "x")
print()
print(sorted(name for name in dir(math) if not name.startswith("_")))
