"""Our `decimal`: decimal numbers, rounded to the digits of the context as CPython rounds them.

A number is a sign, a coefficient and an exponent. Functions that are not here (`exp`, `ln`, bits of numbers ...) are
refused by name.
"""

import math
from _refused import refuse
from collections import namedtuple

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
_ROUNDINGS = (ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP,
              ROUND_HALF_DOWN, ROUND_05UP)

MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
HAVE_THREADS = True
HAVE_CONTEXTVAR = True

_DIGITS = "0123456789"
_INFINITE = "F"
_NOT_A_NUMBER = "n"
_MOST_DIGITS = 2000
_AS_IT_IS = object()


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent")


class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        self.prec = 28 if prec is None else prec
        self.rounding = ROUND_HALF_EVEN if rounding is None else rounding
        self.Emin = -999999 if Emin is None else Emin
        self.Emax = 999999 if Emax is None else Emax
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        if flags or traps:
            refuse("choosing what a `decimal.Context` traps")

    def __setattr__(self, name, value):
        if name == "prec":
            if not isinstance(value, int):
                raise TypeError("an integer is required")
            if not 1 <= value <= MAX_PREC:
                raise ValueError("valid range for prec is [1, MAX_PREC]")
            if value > _MOST_DIGITS:
                refuse(f"decimal numbers of more than {_MOST_DIGITS} digits")
        if name == "rounding" and value not in _ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp)

    @property
    def flags(self):
        refuse("the flags of a `decimal.Context`")

    @property
    def traps(self):
        refuse("the traps of a `decimal.Context`")

    def clear_flags(self):
        pass

    def create_decimal(self, num="0"):
        return Decimal(num)._fixed(self)

    def quantize(self, a, b):
        return Decimal(a).quantize(b, context=self)

    def add(self, a, b):
        return _add(Decimal(a), Decimal(b), self)

    def subtract(self, a, b):
        return _add(Decimal(a), Decimal(b).copy_negate(), self)

    def multiply(self, a, b):
        return _multiply(Decimal(a), Decimal(b), self)

    def divide(self, a, b):
        return _divide(Decimal(a), Decimal(b), self)

    def sqrt(self, a):
        return Decimal(a).sqrt(self)


DefaultContext = Context()
BasicContext = Context(9, ROUND_HALF_UP)
ExtendedContext = Context(9, ROUND_HALF_EVEN)
_current = Context()


def getcontext():
    return _current


def setcontext(ctx):
    global _current
    _current = ctx


class _LocalContext:
    def __init__(self, context):
        self._new = context

    def __enter__(self):
        self._before = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, kind, error, traceback):
        setcontext(self._before)


def localcontext(ctx=None, **kwargs):
    made = (getcontext() if ctx is None else ctx).copy()
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp"):
            raise TypeError(f"{name!r} is an invalid keyword argument for this function")
        setattr(made, name, value)
    return _LocalContext(made)


def _rounded(coefficient, count, rounding, sign):
    """The coefficient without its last digits."""
    power = 10 ** count
    kept, rest = divmod(coefficient, power)
    if not rest:
        return kept
    if rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = bool(sign)
    elif rounding == ROUND_05UP:
        up = kept % 5 == 0
    elif rest * 2 != power:
        up = rest * 2 > power
    elif rounding == ROUND_HALF_EVEN:
        up = kept % 2 == 1
    else:
        up = rounding == ROUND_HALF_UP
    return kept + up


def _make(sign, coefficient, exponent):
    return Decimal((sign, coefficient, exponent), _AS_IT_IS)


class Decimal:
    __slots__ = ("_sign", "_int", "_exp")

    def __init__(self, value="0", context=None):
        self._sign, self._int, self._exp = value if context is _AS_IT_IS else _parts(value)

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError("argument must be int or float")
        return cls(f)

    def _is_special(self):
        return self._exp in (_INFINITE, _NOT_A_NUMBER)

    def _fixed(self, context=None):
        """Rounded to the digits of the context."""
        context = context or getcontext()
        if self._is_special():
            return self
        coefficient, exponent = self._int, self._exp
        if not coefficient:
            return _make(self._sign, 0, max(min(exponent, context.Emax), context.Emin - context.prec + 1))
        least = max(exponent + len(str(coefficient)) - context.prec, context.Emin - context.prec + 1)
        if exponent < least:
            coefficient = _rounded(coefficient, min(least - exponent, 4000), context.rounding, self._sign)
            exponent = least
            if len(str(coefficient)) > context.prec:
                coefficient //= 10
                exponent += 1
        if coefficient and exponent + len(str(coefficient)) - 1 > context.Emax:
            raise Overflow([Overflow])
        return _make(self._sign, coefficient, exponent)

    # How it is shown.

    def __repr__(self):
        return f"Decimal({str(self)!r})"

    def __str__(self):
        return self._shown(getcontext().capitals)

    def _shown(self, capitals=1, engineering=False):
        sign = "-" if self._sign else ""
        if self._exp == _INFINITE:
            return sign + "Infinity"
        if self._exp == _NOT_A_NUMBER:
            return sign + "NaN"
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not engineering:
            point = 1
        elif not self._int:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            text = "0." + "0" * -point + digits
        elif point >= len(digits):
            text = digits + "0" * (point - len(digits))
        else:
            text = digits[:point] + "." + digits[point:]
        if left == point:
            return sign + text
        return sign + text + ("E" if capitals else "e") + f"{left - point:+d}"

    def to_eng_string(self, context=None):
        return self._shown(engineering=True)

    def __format__(self, specification, context=None):
        return _formatted(self, specification)

    def as_tuple(self):
        digits = () if self._exp == _NOT_A_NUMBER else tuple(map(int, str(self._int)))
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        if self._exp == _INFINITE:
            raise OverflowError("cannot convert Infinity to integer ratio")
        if self._exp == _NOT_A_NUMBER:
            raise ValueError("cannot convert NaN to integer ratio")
        numerator = -self._int if self._sign else self._int
        if self._exp >= 0:
            return numerator * 10 ** self._exp, 1
        denominator = 10 ** -self._exp
        divisor = math.gcd(numerator, denominator)
        return numerator // divisor, denominator // divisor

    # What it is.

    def adjusted(self):
        return 0 if self._is_special() else self._exp + len(str(self._int)) - 1

    def is_nan(self):
        return self._exp == _NOT_A_NUMBER

    def is_qnan(self):
        return self._exp == _NOT_A_NUMBER

    def is_snan(self):
        return False

    def is_infinite(self):
        return self._exp == _INFINITE

    def is_finite(self):
        return not self._is_special()

    def is_zero(self):
        return not self._is_special() and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def same_quantum(self, other, context=None):
        return self._exp == Decimal(other)._exp

    def canonical(self):
        return self

    def conjugate(self):
        return self

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def __bool__(self):
        return self._is_special() or self._int != 0

    def __hash__(self):
        if self._exp == _NOT_A_NUMBER:
            return 0
        if self._exp == _INFINITE:
            return hash(float(self))
        if self._exp > 300 or self._exp < -1000:
            return hash((self._sign, self.normalize()._int, self.normalize()._exp))
        numerator, denominator = self.as_integer_ratio()
        if denominator == 1:
            return hash(numerator)
        number = float(self)
        if number.as_integer_ratio() == (numerator, denominator):
            return hash(number)
        return hash((numerator, denominator))

    # Other types.

    def __int__(self):
        if self._exp == _INFINITE:
            raise OverflowError("cannot convert Infinity to integer")
        if self._exp == _NOT_A_NUMBER:
            raise ValueError("cannot convert NaN to integer")
        magnitude = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** min(-self._exp, 4000)
        return -magnitude if self._sign else magnitude

    __trunc__ = __int__

    def __float__(self):
        return float(str(self))

    def __floor__(self):
        return int(self._to_integral(ROUND_FLOOR))

    def __ceil__(self):
        return int(self._to_integral(ROUND_CEILING))

    def __round__(self, n=None):
        if n is None:
            return int(self._to_integral(ROUND_HALF_EVEN))
        if not isinstance(n, int):
            raise TypeError("optional arg must be an integer")
        return self.quantize(_make(0, 1, -n), ROUND_HALF_EVEN)

    def _to_integral(self, rounding):
        if self._is_special() or self._exp >= 0:
            if self._is_special():
                int(self)
            return self
        return _make(self._sign, _rounded(self._int, min(-self._exp, 4000), rounding, self._sign), 0)

    def to_integral_value(self, rounding=None, context=None):
        if self._is_special():
            return self
        return self._to_integral(rounding or (context or getcontext()).rounding)

    to_integral = to_integral_value
    to_integral_exact = to_integral_value

    def quantize(self, exp, rounding=None, context=None):
        context = context or getcontext()
        kind = type(exp).__name__
        exp = _operand(exp)
        if exp is NotImplemented:
            raise TypeError(f"conversion from {kind} to Decimal is not supported")
        if self.is_nan() or exp.is_nan():
            return _NAN
        if self._is_special() or exp._is_special():
            if self._exp == exp._exp:
                return self
            raise InvalidOperation([InvalidOperation])
        rounding = rounding or context.rounding
        if rounding not in _ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        count = exp._exp - self._exp
        if self._int and len(str(self._int)) - count > context.prec:
            raise InvalidOperation([InvalidOperation])
        if count > 0:
            coefficient = _rounded(self._int, min(count, 4000), rounding, self._sign)
        else:
            coefficient = self._int * 10 ** min(-count, 4000)
        if len(str(coefficient)) > context.prec:
            raise InvalidOperation([InvalidOperation])
        return _make(self._sign, coefficient, exp._exp)

    def normalize(self, context=None):
        fixed = self._fixed(context)
        if fixed._is_special():
            return fixed
        if not fixed._int:
            return _make(fixed._sign, 0, 0)
        digits = str(fixed._int)
        kept = digits.rstrip("0")
        return _make(fixed._sign, int(kept), fixed._exp + len(digits) - len(kept))

    def sqrt(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self
        if self.is_zero():
            return _make(self._sign, 0, self._exp // 2)
        if self._sign:
            raise InvalidOperation([InvalidOperation])
        if self._exp == _INFINITE:
            return self
        exponent = self._exp // 2
        coefficient = self._int * 10 if self._exp % 2 else self._int
        shift = context.prec + 1 - (len(str(coefficient)) + 1) // 2
        coefficient, rest = (coefficient * 100 ** shift, 0) if shift >= 0 else divmod(coefficient, 100 ** -shift)
        root = math.isqrt(coefficient)
        if rest or root * root != coefficient:
            # A digit that says there is more.
            return _make(0, root * 10 + 1, exponent - shift - 1)._fixed(context)
        root = root // 10 ** shift if shift >= 0 else root * 10 ** -shift
        return _make(0, root, exponent)._fixed(context)

    def scaleb(self, other, context=None):
        if self._is_special():
            return self
        return _make(self._sign, self._int, self._exp + int(other))._fixed(context)

    def copy_abs(self):
        return _make(0, self._int, self._exp)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp)

    def copy_sign(self, other, context=None):
        return _make(Decimal(other)._sign, self._int, self._exp)

    # Arithmetic.

    def __pos__(self):
        if self.is_zero():
            return self.copy_abs()._fixed()
        return self._fixed()

    def __neg__(self):
        if self.is_zero():
            return self.copy_abs()._fixed()
        return self.copy_negate()._fixed()

    def __abs__(self):
        return self.copy_abs()._fixed()

    def __add__(self, other):
        return _with(self, other, _add)

    def __radd__(self, other):
        return _with(other, self, _add)

    def __sub__(self, other):
        return _with(self, other, _subtract)

    def __rsub__(self, other):
        return _with(other, self, _subtract)

    def __mul__(self, other):
        return _with(self, other, _multiply)

    def __rmul__(self, other):
        return _with(other, self, _multiply)

    def __truediv__(self, other):
        return _with(self, other, _divide)

    def __rtruediv__(self, other):
        return _with(other, self, _divide)

    def __floordiv__(self, other):
        return _with(self, other, _floor_divide)

    def __rfloordiv__(self, other):
        return _with(other, self, _floor_divide)

    def __mod__(self, other):
        return _with(self, other, _remainder)

    def __rmod__(self, other):
        return _with(other, self, _remainder)

    def __divmod__(self, other):
        if _operand(other) is NotImplemented:
            return NotImplemented
        return self // other, self % other

    def __rdivmod__(self, other):
        return Decimal(other) // self, Decimal(other) % self

    def __pow__(self, other, modulo=None):
        if modulo is not None:
            refuse("`pow` of decimal numbers with a modulus")
        return _with(self, other, _power)

    def __rpow__(self, other):
        return _with(other, self, _power)

    def fma(self, other, third, context=None):
        other, third = Decimal(other), Decimal(third)
        product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return _add(product, third, context or getcontext())

    def remainder_near(self, other, context=None):
        refuse("`Decimal.remainder_near`")

    # Comparison.

    def _order(self, other):
        """-1, 0 or 1; `None` when one of both is not a number; `NotImplemented` for what cannot be compared."""
        if isinstance(other, float):
            other = Decimal(other)
        elif hasattr(other, "numerator") and not isinstance(other, (int, Decimal)):
            return _order(Decimal(self._int if not self._sign else -self._int) * other.denominator,
                          Decimal(other.numerator).scaleb(-self._exp))
        other = _operand(other)
        return NotImplemented if other is NotImplemented else _order(self, other)

    def __eq__(self, other):
        order = self._order(other)
        return order if order is NotImplemented else order == 0

    def _ordered(self, other, test):
        order = self._order(other)
        if order is NotImplemented:
            return order
        if order is None:
            raise InvalidOperation([InvalidOperation])
        return test(order)

    def __lt__(self, other):
        return self._ordered(other, lambda order: order < 0)

    def __le__(self, other):
        return self._ordered(other, lambda order: order <= 0)

    def __gt__(self, other):
        return self._ordered(other, lambda order: order > 0)

    def __ge__(self, other):
        return self._ordered(other, lambda order: order >= 0)

    def compare(self, other, context=None):
        order = _order(self, Decimal(other))
        return _NAN if order is None else Decimal(order)

    def max(self, other, context=None):
        other = Decimal(other)
        if self.is_nan() or other.is_nan():
            return (other if self.is_nan() else self)._fixed(context)
        return (other if _total_order(self, other) < 0 else self)._fixed(context)

    def min(self, other, context=None):
        other = Decimal(other)
        if self.is_nan() or other.is_nan():
            return (other if self.is_nan() else self)._fixed(context)
        return (self if _total_order(self, other) < 0 else other)._fixed(context)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __getattr__(self, name):
        if name in _REFUSED:
            refuse(f"`Decimal.{name}`")
        raise AttributeError(f"'decimal.Decimal' object has no attribute {name!r}")


_REFUSED = ("exp", "ln", "log10", "logb", "rotate", "shift", "next_plus", "next_minus", "next_toward", "logical_and",
            "logical_or", "logical_xor", "logical_invert", "compare_total", "compare_total_mag", "compare_signal",
            "max_mag", "min_mag", "number_class", "radix", "is_normal", "is_subnormal", "is_canonical")


def _parts(value):
    if isinstance(value, Decimal):
        return value._sign, value._int, value._exp
    if isinstance(value, int):
        return int(value < 0), abs(int(value)), 0
    if isinstance(value, str):
        return _parts_of_text(value)
    if isinstance(value, float):
        return _parts_of_float(value)
    if isinstance(value, (tuple, list)):
        return _parts_of_tuple(value)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _parts_of_text(text):
    body = text.strip().replace("_", "").lower()
    sign = int(body[:1] == "-")
    if body[:1] in ("-", "+"):
        body = body[1:]
    if body in ("inf", "infinity"):
        return sign, 0, _INFINITE
    if body == "nan":
        return sign, 0, _NOT_A_NUMBER
    if body[:4] == "snan" or body[:3] == "nan":
        refuse("a signalling NaN, or one that carries digits,")
    digits, has_exponent, exponent = body.partition("e")
    whole, point, fraction = digits.partition(".")
    unsigned = exponent[1:] if exponent[:1] in ("-", "+") else exponent
    is_number = whole + fraction and not (whole + fraction).strip(_DIGITS)
    if not is_number or (has_exponent and (not unsigned or unsigned.strip(_DIGITS))):
        raise InvalidOperation([ConversionSyntax])
    return sign, int(whole + fraction), (int(exponent) if has_exponent else 0) - len(fraction)


def _parts_of_float(value):
    sign = int(math.copysign(1.0, value) < 0)
    if math.isinf(value):
        return sign, 0, _INFINITE
    if math.isnan(value):
        return sign, 0, _NOT_A_NUMBER
    numerator, denominator = abs(value).as_integer_ratio()
    places = denominator.bit_length() - 1
    return sign, numerator * 5 ** places, -places


def _parts_of_tuple(value):
    if len(value) != 3:
        raise ValueError("argument must be a sequence of length 3")
    sign, digits, exponent = value
    if sign not in (0, 1):
        raise ValueError("sign must be an integer with the value 0 or 1")
    if exponent == _INFINITE or exponent == _NOT_A_NUMBER:
        return sign, 0, exponent
    if not isinstance(exponent, int):
        raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
    number = 0
    for digit in digits:
        if not isinstance(digit, int) or not 0 <= digit <= 9:
            raise ValueError("coefficient must be a tuple of digits")
        number = number * 10 + digit
    return sign, number, exponent


_NAN = Decimal("NaN")


def _operand(value):
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else NotImplemented


def _with(left, right, operation):
    left, right = _operand(left), _operand(right)
    if left is NotImplemented or right is NotImplemented:
        return NotImplemented
    if left.is_nan() or right.is_nan():
        return _NAN
    return operation(left, right, getcontext())


def _order(left, right):
    if left.is_nan() or right.is_nan():
        return None
    if left.is_zero() and right.is_zero():
        return 0
    left_sign = 0 if left.is_zero() else -1 if left._sign else 1
    right_sign = 0 if right.is_zero() else -1 if right._sign else 1
    if left_sign != right_sign:
        return 1 if left_sign > right_sign else -1
    if left.is_infinite() or right.is_infinite():
        return left_sign * (left.is_infinite() - right.is_infinite())
    if left.adjusted() != right.adjusted():
        return left_sign if left.adjusted() > right.adjusted() else -left_sign
    exponent = min(left._exp, right._exp)
    one = left._int * 10 ** (left._exp - exponent)
    other = right._int * 10 ** (right._exp - exponent)
    return left_sign * ((one > other) - (one < other))


def _total_order(left, right):
    order = _order(left, right)
    if order:
        return order
    if left._sign != right._sign:
        return -1 if left._sign else 1
    order = (left._exp > right._exp) - (left._exp < right._exp) if not left._is_special() else 0
    return -order if left._sign else order


def _add(left, right, context):
    if left._is_special() or right._is_special():
        if left.is_infinite() and right.is_infinite() and left._sign != right._sign:
            raise InvalidOperation([InvalidOperation])
        return left if left.is_infinite() else right
    exponent = min(left._exp, right._exp)
    if left.is_zero() and right.is_zero():
        sign = left._sign if left._sign == right._sign else int(context.rounding == ROUND_FLOOR)
        return _make(sign, 0, exponent)._fixed(context)
    if left.is_zero() or right.is_zero():
        kept = right if left.is_zero() else left
        exponent = max(exponent, kept._exp - context.prec - 1)
        coefficient = kept._int * 10 ** max(kept._exp - exponent, 0)
        return _make(kept._sign, coefficient, min(exponent, kept._exp))._fixed(context)
    left, right = _near(left, right, context)
    exponent = min(left._exp, right._exp)
    one = left._int * 10 ** (left._exp - exponent) * (-1 if left._sign else 1)
    other = right._int * 10 ** (right._exp - exponent) * (-1 if right._sign else 1)
    total = one + other
    if total == 0:
        return _make(int(context.rounding == ROUND_FLOOR), 0, exponent)._fixed(context)
    return _make(int(total < 0), abs(total), exponent)._fixed(context)


def _near(left, right, context):
    """A number that is far too small to count is made the smallest that still decides how the sum is rounded."""
    small, large = (left, right) if left.adjusted() < right.adjusted() else (right, left)
    end = min(large._exp, large.adjusted() - context.prec) - 2
    if small.adjusted() >= end:
        return left, right
    small = _make(small._sign, 1, end)
    return (small, right) if large is right else (left, small)


def _subtract(left, right, context):
    return _add(left, right.copy_negate(), context)


def _multiply(left, right, context):
    sign = left._sign ^ right._sign
    if left._is_special() or right._is_special():
        if left.is_zero() or right.is_zero():
            raise InvalidOperation([InvalidOperation])
        return _make(sign, 0, _INFINITE)
    return _make(sign, left._int * right._int, left._exp + right._exp)._fixed(context)


def _divide(left, right, context):
    sign = left._sign ^ right._sign
    if left.is_infinite() and right.is_infinite():
        raise InvalidOperation([InvalidOperation])
    if left.is_infinite():
        return _make(sign, 0, _INFINITE)
    if right.is_infinite():
        return _make(sign, 0, context.Emin - context.prec + 1)
    if right.is_zero():
        if left.is_zero():
            raise InvalidOperation([DivisionUndefined])
        raise DivisionByZero([DivisionByZero])
    ideal = left._exp - right._exp
    if left.is_zero():
        return _make(sign, 0, ideal)._fixed(context)
    shift = len(str(right._int)) - len(str(left._int)) + context.prec + 1
    exponent = ideal - shift
    if shift >= 0:
        quotient, rest = divmod(left._int * 10 ** shift, right._int)
    else:
        quotient, rest = divmod(left._int, right._int * 10 ** -shift)
    if rest:
        return _make(sign, quotient * 10 + 1, exponent - 1)._fixed(context)
    while exponent < ideal and quotient % 10 == 0:
        quotient //= 10
        exponent += 1
    return _make(sign, quotient, exponent)._fixed(context)


def _whole_quotient(left, right, context):
    """The quotient without its fraction, and the rest, as whole numbers, and the exponent of the rest."""
    exponent = min(left._exp, right._exp)
    if left.adjusted() - right.adjusted() > context.prec:
        raise InvalidOperation([DivisionImpossible])
    if left.adjusted() < right.adjusted() - 1:
        return 0, None, exponent
    one = left._int * 10 ** (left._exp - exponent)
    quotient, rest = divmod(one, right._int * 10 ** (right._exp - exponent))
    if len(str(quotient)) > context.prec:
        raise InvalidOperation([DivisionImpossible])
    return quotient, rest, exponent


def _floor_divide(left, right, context):
    sign = left._sign ^ right._sign
    if left.is_infinite():
        if right.is_infinite():
            raise InvalidOperation([InvalidOperation])
        return _make(sign, 0, _INFINITE)
    if right.is_infinite():
        return _make(sign, 0, 0)
    if right.is_zero():
        if left.is_zero():
            raise InvalidOperation([DivisionUndefined])
        raise DivisionByZero([DivisionByZero])
    if left.is_zero():
        return _make(sign, 0, 0)
    return _make(sign, _whole_quotient(left, right, context)[0], 0)._fixed(context)


def _remainder(left, right, context):
    if left.is_infinite() or right.is_zero():
        if left.is_zero():
            raise InvalidOperation([DivisionUndefined])
        raise InvalidOperation([InvalidOperation])
    if right.is_infinite():
        return left._fixed(context)
    if left.is_zero():
        return _make(left._sign, 0, min(left._exp, right._exp))._fixed(context)
    rest, exponent = _whole_quotient(left, right, context)[1:]
    if rest is None:
        places = min(left._exp - exponent, context.prec)
        return _make(left._sign, left._int * 10 ** places, left._exp - places)._fixed(context)
    return _make(left._sign, rest, exponent)._fixed(context)


def _power(left, right, context):
    if right._is_special() or right != right.to_integral_value():
        if right.is_finite() and right == Decimal("0.5") and not left._sign:
            return _rounded_root(left, context)
        refuse("a decimal number to a power that is not whole")
    exponent = int(right)
    sign = left._sign if exponent % 2 else 0
    if exponent == 0:
        if left.is_zero():
            raise InvalidOperation([InvalidOperation])
        return Decimal(1)
    if left.is_infinite():
        return _make(sign, 0, _INFINITE if exponent > 0 else 0)
    if left.is_zero():
        return _make(sign, 0, 0 if exponent > 0 else _INFINITE)
    if left.copy_abs() == 1 and left._exp == 0:
        return _make(sign, 1, 0)
    size = len(str(left._int)) * abs(exponent)
    if size > 4000:
        refuse("a decimal number to so high a power")
    raised = _make(sign, left._int ** abs(exponent), left._exp * abs(exponent))
    if exponent > 0:
        return raised._fixed(context)
    return _divide(Decimal(1), raised, context)


def _rounded_root(number, context):
    root = number.sqrt(context)
    if root.is_zero() or root.is_infinite():
        return _make(0, 0, 0 if root.is_zero() else _INFINITE)
    missing = context.prec - len(str(root._int))
    return _make(0, root._int * 10 ** missing, root._exp - missing)


def _formatted(number, specification):
    style = _Style(specification)
    if number._is_special():
        text = "NaN" if number.is_nan() else "Infinity"
        return style.padded("-" if number._sign else "", text + ("%" if style.kind == "%" else ""), False)
    kind = style.kind
    rounding = getcontext().rounding
    if kind == "%":
        number = _make(number._sign, number._int, number._exp + 2)
    if style.precision is not None:
        places = style.precision
        if kind in ("e", "E"):
            number = _cut(number, places + 1, rounding)
        elif kind in ("f", "F", "%"):
            number = _at(number, -places, rounding)
        elif len(str(number._int)) > max(places, 1):
            number = _cut(number, max(places, 1), rounding)
    elif kind in ("f", "F", "%") and number._exp > 0:
        number = _at(number, 0, rounding)
    return style.padded("-" if number._sign else "", _body(number, style), True)


def _cut(number, digits, rounding):
    """The number with so many digits."""
    if number.is_zero():
        return number
    surplus = len(str(number._int)) - digits
    if surplus <= 0:
        return _make(number._sign, number._int * 10 ** -surplus, number._exp + surplus)
    coefficient, exponent = _rounded(number._int, surplus, rounding, number._sign), number._exp + surplus
    if len(str(coefficient)) > digits:
        coefficient, exponent = coefficient // 10, exponent + 1
    return _make(number._sign, coefficient, exponent)


def _at(number, exponent, rounding):
    """The number with this exponent."""
    count = exponent - number._exp
    if count <= 0:
        return _make(number._sign, number._int * 10 ** -count, exponent)
    return _make(number._sign, _rounded(number._int, min(count, 4000), rounding, number._sign), exponent)


def _body(number, style):
    digits = str(number._int)
    left = number._exp + len(digits)
    kind = style.kind
    if kind in ("e", "E"):
        point = 1 - style.precision if number.is_zero() and style.precision is not None else 1
    elif kind in ("f", "F", "%"):
        point = left
    elif number._exp <= 0 and left > -6:
        point = left
    else:
        point = 1
    if point <= 0:
        whole, fraction = "0", "0" * -point + digits
    elif point >= len(digits):
        whole, fraction = digits + "0" * (point - len(digits)), ""
    else:
        whole, fraction = digits[:point], digits[point:]
    exponent = ""
    if left != point or kind in ("e", "E"):
        letter = "E" if kind in ("E", "G", "") else "e"
        exponent = f"{letter}{left - point:+d}"
    return whole, ("." + fraction if fraction else "") + exponent + ("%" if kind == "%" else "")


class _Style:
    """A format specification."""

    def __init__(self, text):
        wrong = ValueError("invalid format string")
        self.fill, self.align, self.sign, self.kind = " ", ">", "-", ""
        self.width, self.separator, self.precision = 0, "", None
        given_align = self.is_zero_filled = False
        if len(text) > 1 and text[1] in "<>=^":
            self.fill, self.align, text = text[0], text[1], text[2:]
            given_align = True
        elif text[:1] and text[0] in "<>=^":
            self.align, text = text[0], text[1:]
            given_align = True
        if text[:1] and text[0] in "+- ":
            self.sign, text = text[0], text[1:]
        if text[:1] in ("z", "#"):
            refuse(f"`{text[0]}` in the format of a decimal number")
        if text[:1] == "0":
            if given_align:
                raise wrong
            self.fill, self.align, text = "0", "=", text[1:]
            self.is_zero_filled = True
        number, text = _leading_digits(text)
        self.width = int(number or 0)
        if text[:1] == ",":
            self.separator, text = ",", text[1:]
        if text[:1] == ".":
            number, text = _leading_digits(text[1:])
            if not number:
                raise wrong
            self.precision = int(number)
            if self.precision > _MOST_DIGITS:
                refuse(f"a decimal number with more than {_MOST_DIGITS} places")
        if text:
            if text not in ("e", "E", "f", "F", "g", "G", "n", "%"):
                raise wrong
            self.kind = text

    def padded(self, sign, body, is_number):
        if not sign and self.sign in "+ ":
            sign = self.sign
        whole, rest = body if is_number else (body, "")
        zeros = self.fill == "0" and self.align == "="
        if not is_number:
            fill, align = (" ", ">") if self.is_zero_filled else (self.fill, self.align)
            return _aligned(sign, whole, self.width, fill, align)
        if self.separator:
            if zeros:
                room = self.width - len(sign) - len(rest)
                while len(whole) + (len(whole) - 1) // 3 < room:
                    whole = "0" + whole
            whole = f"{int(whole):,}" if whole[0] != "0" or len(whole) == 1 else _grouped(whole)
        return _aligned(sign, whole + rest, self.width, self.fill, self.align)


def _grouped(digits):
    first = len(digits) % 3 or 3
    return ",".join([digits[:first], *[digits[at:at + 3] for at in range(first, len(digits), 3)]])


def _leading_digits(text):
    rest = text.lstrip(_DIGITS)
    return text[:len(text) - len(rest)], rest


def _aligned(sign, body, width, fill, align):
    missing = width - len(sign) - len(body)
    if missing <= 0:
        return sign + body
    if align == "<":
        return sign + body + fill * missing
    if align == "=":
        return sign + fill * missing + body
    if align == "^":
        return fill * (missing // 2) + sign + body + fill * (missing - missing // 2)
    return fill * missing + sign + body
