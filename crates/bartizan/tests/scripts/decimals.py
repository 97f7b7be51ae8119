"""decimal: construction, arithmetic, rounding, formats."""

import decimal
import math
import random
from decimal import ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, getcontext, localcontext
from fractions import Fraction


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)), end=" ")
    except Exception as error:
        print(type(error).__name__, error, end="; ")


for value in ["0", "-0", "1", "-1.50", "1e3", "1E-10", "123456789.123456789123456789123456789", "0.000001", "0.0000001", "1e-7", "-.5", "5.", " 12 ", "1_000.5", "Infinity", "-inf", "nan", "1e999999", "0e5", "0.00", "100", "1E+2", 5, -7, 0.1, 0.5, -2.25, True, (1, (1, 2, 3), -2), (0, (), 0), [0, [5], 1], 10 ** 30, 1e22, float("inf")]:
    number = Decimal(value)
    print(repr(number), number, number.as_tuple() if number.is_finite() else "", number.adjusted(), bool(number), number.is_signed(), number.is_zero(), number.to_eng_string(), end=" ")
    if number.is_finite() and number.adjusted() < 100:
        print(int(number), float(number), round(number), math.floor(number), math.ceil(number), number.as_integer_ratio(), number.normalize(), number.to_integral_value(), -number, +number, abs(number), math.trunc(number), end=" ")
    print()
for value in ["x", "", "1.2.3", "1e", "--1", None, b"1", (2, (1,), 0), (0, (10,), 0), (0, 1), "1 2", {}, "e5", ".", "1e5.5"]:
    attempt(Decimal, value)
print()
random.seed(7)
NUMBERS = [Decimal(text) for text in ("0", "-1", "3", "-7.50", "1e-10", "123.456", "-0.00", "99999999999999999999999999999", "1E+40", "7E-40")]
NUMBERS += [Decimal(random.randint(-10 ** 20, 10 ** 20)).scaleb(random.randint(-25, 5)) for _ in range(2)]
for one in NUMBERS:
    for other in NUMBERS:
        print(one, other, end=" ")
        for operation in (lambda: one + other, lambda: one - other, lambda: one * other, lambda: one / other, lambda: one // other, lambda: one % other, lambda: (one < other, one == other, one >= other), lambda: one.max(other), lambda: one.min(other), lambda: one.compare(other)):
            attempt(operation)
        print()
for number in NUMBERS:
    attempt(number.sqrt)
    for exponent in (0, 1, 2, 3, -1, -2, 10):
        attempt(lambda: number ** exponent)
    print(hash(number) == hash(Fraction(number)), number.copy_abs(), number.copy_negate(), number.same_quantum(Decimal("1")))
for rounding in (ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP):
    print(rounding, [str(Decimal(text).quantize(Decimal("0.1"), rounding=rounding)) for text in ("1.25", "1.35", "-1.25", "1.05", "1.04", "1.06", "-1.01", "0.55", "2", "-0.04", "1.5001")],
          [str(Decimal(text).to_integral_value(rounding)) for text in ("0.5", "1.5", "-2.5", "2.51", "7")])
for one, other in [("1.234", "0.01"), ("1e30", "0.01"), ("5", "1e2"), ("12345", "1E+3"), ("0", "0.000"), ("Infinity", "1"), ("inf", "inf"), ("1", "1.0000000000000000000000000000"), ("-0.001", "0.1"), ("99999.5", "1")]:
    attempt(Decimal(one).quantize, Decimal(other))
attempt(Decimal(1).quantize, Decimal(1), "UP")
print()
for specification in ["", ".2f", ".0f", "f", "10.3f", "<10", "^10", "010.2f", "+", " .1f", ",", ",.2f", "e", ".3e", "E", "g", ".3g", "G", "%", ".1%", "*>12", "0=12", "012,.2f", ".10", "n", "F", "*^15,.1f", "=+12.2f"]:
    print(repr(specification), [format(Decimal(text), specification) for text in ("0", "1234567.891", "-0.00123", "1e10", "1E-8", "-5", "0.00", "99.995", "1E+3", "inf", "123456789012345678901234567890")])
for specification in ["x", ".f", "5.5.5", "d", "ff"]:
    attempt(format, Decimal(1), specification)
print()
print(Decimal("1.10") + 1, 2 - Decimal("0.5"), 3 * Decimal("1.5"), 1 / Decimal(8), 7 // Decimal(2), 7 % Decimal(3), 2 ** Decimal(3), divmod(Decimal(7), 2), divmod(-7, Decimal(2)), sum([Decimal("0.1")] * 3), Decimal("0.1") + Decimal("0.2") == Decimal("0.3"), Decimal(1) == 1, Decimal("0.5") == 0.5,
      Decimal("0.1") == 0.1, Decimal(1) < 1.5, 2 > Decimal("1.9"), Decimal(3) == "3", Decimal("0.5") == Fraction(1, 2), sorted([Decimal("1.5"), 1, 2.5]), max(Decimal(1), 2), {Decimal("1.0"): "a"}[1], hash(Decimal("0.25")) == hash(0.25), Decimal("1.0") == Decimal("1.00"), round(Decimal("2.675"), 2), round(Decimal("1250"), -2), round(Decimal("0.5")), round(Decimal("1.5")))
for operation in [lambda: Decimal(1) / 0, lambda: Decimal(0) / 0, lambda: Decimal(1) % 0, lambda: Decimal(1) // 0, lambda: Decimal(0) % 0, lambda: Decimal(0) // 0, lambda: Decimal(-1).sqrt(), lambda: Decimal("inf") - Decimal("inf"), lambda: Decimal("inf") * 0, lambda: Decimal("nan") < 1, lambda: Decimal("nan") + 1,
                  lambda: Decimal("nan") == Decimal("nan"), lambda: int(Decimal("inf")), lambda: int(Decimal("nan")), lambda: Decimal("9e999999") * 10, lambda: Decimal(0) ** 0, lambda: Decimal(0) ** -1, lambda: Decimal("inf") ** 2, lambda: Decimal(10 ** 40) // 3, lambda: Decimal("inf") + 1, lambda: 1 / Decimal("inf"), lambda: -Decimal("inf"), lambda: Decimal(2) ** Decimal("0.5"), lambda: Decimal(4) ** Decimal("0.5"), lambda: Decimal("inf") > 5]:
    attempt(operation)
print()
with localcontext() as context:
    context.prec = 5
    print(Decimal(1) / 3, +Decimal("123456789"), Decimal(2).sqrt(), Decimal("1.23456789"), context.create_decimal("1.23456789"), Decimal("99999") + 1, Decimal("999995") + Decimal("0.5"))
    context.rounding = ROUND_UP
    print(Decimal(1) / 3, Decimal(2) / 3, round(Decimal("2.5")), Decimal("2.1").to_integral_value(), f"{Decimal('2.01'):.1f}")
print(Decimal(1) / 3, getcontext().prec, getcontext().rounding)
with localcontext(prec=10):
    print(Decimal(1) / 7)
getcontext().prec = 50
print(Decimal(1) / 7, Decimal(2).sqrt(), Decimal(2) ** 100, Decimal(3) ** -5)
print(issubclass(decimal.InvalidOperation, ArithmeticError), issubclass(decimal.DivisionByZero, ZeroDivisionError), isinstance(Decimal(1), Decimal), Decimal.from_float(0.1))
