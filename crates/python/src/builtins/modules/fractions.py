"""Our `fractions`."""

import math
import operator

_DIGITS = "0123456789"


class Fraction:
    __slots__ = ("_numerator", "_denominator")

    def __init__(self, numerator=0, denominator=None):
        if denominator is None:
            numerator, denominator = _ratio_of(numerator)
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            top, bottom = _ratio_of(numerator), _ratio_of(denominator)
            numerator, denominator = top[0] * bottom[1], bottom[0] * top[1]
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        divisor = math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        self._numerator = numerator // divisor
        self._denominator = denominator // divisor

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Continued fractions: the last convergent whose denominator fits, and the one between it and the next.
        top, bottom = self._numerator, self._denominator
        before, last = (0, 1), (1, 0)
        while True:
            part = top // bottom
            denominator = before[1] + part * last[1]
            if denominator > max_denominator:
                break
            before, last = last, (before[0] + part * last[0], denominator)
            top, bottom = bottom, top - part * bottom
        count = (max_denominator - before[1]) // last[1]
        between = Fraction(before[0] + count * last[0], before[1] + count * last[1])
        convergent = Fraction(*last)
        return convergent if abs(convergent - self) <= abs(between - self) else between

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        number = self._numerator / self._denominator
        if number.as_integer_ratio() == (self._numerator, self._denominator):
            return hash(number)
        return hash((self._numerator, self._denominator))

    def __bool__(self):
        return self._numerator != 0

    def __int__(self):
        return math.trunc(self)

    def __float__(self):
        return self._numerator / self._denominator

    def __trunc__(self):
        if self._numerator < 0:
            return -(-self._numerator // self._denominator)
        return self._numerator // self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator:
                return floor
            if rest * 2 > self._denominator:
                return floor + 1
            return floor + floor % 2
        scale = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * scale), scale)
        return Fraction(round(self / scale) * scale)

    def __pos__(self):
        return Fraction(self._numerator, self._denominator)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __eq__(self, other):
        if isinstance(other, (int, Fraction)):
            return (self._numerator, self._denominator) == _ratio_of(other)
        if isinstance(other, float):
            if not math.isfinite(other):
                return False
            return (self._numerator, self._denominator) == other.as_integer_ratio()
        return NotImplemented

    def _compare(self, other, compare):
        if isinstance(other, float):
            if not math.isfinite(other):
                return compare(0.0, other)
            other = Fraction(other)
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        top, bottom = _ratio_of(other)
        return compare(self._numerator * bottom, top * self._denominator)

    def __lt__(self, other):
        return self._compare(other, operator.lt)

    def __le__(self, other):
        return self._compare(other, operator.le)

    def __gt__(self, other):
        return self._compare(other, operator.gt)

    def __ge__(self, other):
        return self._compare(other, operator.ge)

    def __add__(self, other):
        return _combine(self, other, operator.add, _add)

    def __radd__(self, other):
        return _combine(other, self, operator.add, _add)

    def __sub__(self, other):
        return _combine(self, other, operator.sub, _subtract)

    def __rsub__(self, other):
        return _combine(other, self, operator.sub, _subtract)

    def __mul__(self, other):
        return _combine(self, other, operator.mul, _multiply)

    def __rmul__(self, other):
        return _combine(other, self, operator.mul, _multiply)

    def __truediv__(self, other):
        return _combine(self, other, operator.truediv, _divide)

    def __rtruediv__(self, other):
        return _combine(other, self, operator.truediv, _divide)

    def __floordiv__(self, other):
        return _combine(self, other, operator.floordiv, _floor_divide)

    def __rfloordiv__(self, other):
        return _combine(other, self, operator.floordiv, _floor_divide)

    def __mod__(self, other):
        return _combine(self, other, operator.mod, _modulo)

    def __rmod__(self, other):
        return _combine(other, self, operator.mod, _modulo)

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __pow__(self, other):
        if isinstance(other, Fraction) and other._denominator == 1:
            other = other._numerator
        if isinstance(other, int):
            if other >= 0:
                return Fraction(self._numerator ** other, self._denominator ** other)
            if self._numerator == 0:
                raise ZeroDivisionError(f"Fraction({self._denominator ** -other}, 0)")
            return Fraction(self._denominator ** -other, self._numerator ** -other)
        if isinstance(other, (float, Fraction)):
            return float(self) ** float(other)
        return NotImplemented

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other ** self._numerator
        return other ** float(self)


def _ratio_of(value):
    if isinstance(value, int):
        return int(value), 1
    if isinstance(value, Fraction):
        return value._numerator, value._denominator
    if isinstance(value, str):
        return _ratio_of_text(value)
    if hasattr(value, "as_integer_ratio"):
        return value.as_integer_ratio()
    raise TypeError("argument should be a string or a Rational instance")


def _ratio_of_text(text):
    wrong = ValueError(f"Invalid literal for Fraction: {text!r}")
    body = text.strip()
    sign = -1 if body[:1] == "-" else 1
    if body[:1] in ("-", "+"):
        body = body[1:]
    whole, slash, below = body.partition("/")
    if slash:
        top, bottom = _digits(whole), _digits(below)
        if top is None or bottom is None:
            raise wrong
        return sign * top, bottom
    body, has_exponent, exponent = body.lower().partition("e")
    whole, point, below = body.partition(".")
    power = 0
    if has_exponent:
        number = _digits(exponent.lstrip("+-")) if len(exponent) - len(exponent.lstrip("+-")) < 2 else None
        if number is None:
            raise wrong
        power = -number if exponent[0] == "-" else number
    top = _digits(whole) if whole else 0
    rest = _digits(below) if below else 0
    if top is None or rest is None or not (whole or below):
        raise wrong
    places = len(below.replace("_", ""))
    numerator = sign * (top * 10 ** places + rest)
    if power >= 0:
        return numerator * 10 ** power, 10 ** places
    return numerator, 10 ** (places - power)


def _digits(text):
    parts = text.split("_")
    if not all([part and not part.strip(_DIGITS) for part in parts]):
        return None
    return int("".join(parts))


def _combine(left, right, of_floats, of_fractions):
    """One of both is a fraction; a float makes floats of both."""
    if isinstance(left, float) or isinstance(right, float):
        return of_floats(float(left), float(right))
    if isinstance(left, (int, Fraction)) and isinstance(right, (int, Fraction)):
        return of_fractions(*_ratio_of(left), *_ratio_of(right))
    return NotImplemented


def _add(top, bottom, other_top, other_bottom):
    return Fraction(top * other_bottom + other_top * bottom, bottom * other_bottom)


def _subtract(top, bottom, other_top, other_bottom):
    return Fraction(top * other_bottom - other_top * bottom, bottom * other_bottom)


def _multiply(top, bottom, other_top, other_bottom):
    return Fraction(top * other_top, bottom * other_bottom)


def _divide(top, bottom, other_top, other_bottom):
    if other_top == 0:
        raise ZeroDivisionError(f"Fraction({top * other_bottom // (math.gcd(top, bottom * other_top) or 1)}, 0)")
    return Fraction(top * other_bottom, bottom * other_top)


def _floor_divide(top, bottom, other_top, other_bottom):
    return (top * other_bottom) // (bottom * other_top)


def _modulo(top, bottom, other_top, other_bottom):
    return Fraction((top * other_bottom) % (other_top * bottom), bottom * other_bottom)
