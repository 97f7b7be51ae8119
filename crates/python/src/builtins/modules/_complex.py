"""The class `complex`, which is there once a script writes an imaginary number or names it."""

import math

_NO_NUMBER = object()


def _malformed():
    return ValueError("complex() arg is a malformed string")


def _parsed(text):
    stray = [at for at, letter in enumerate(text) if letter == "_" and not _is_between_digits(text, at)]
    if stray:
        raise ValueError(f"could not convert string to complex: {text!r}")
    text = text.strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    if text[-1:] not in ("j", "J"):
        return _float(text), 0.0
    text = text[:-1]
    # The sign that the imaginary part begins with is no sign of an exponent.
    at = max((at for at, letter in enumerate(text) if letter in "+-" and text[at - 1 : at] not in ("e", "E")), default=0)
    real, imaginary = text[:at], text[at:]
    if imaginary in ("", "+", "-"):
        imaginary += "1"
    return _float(real) if real else 0.0, _float(imaginary)


def _is_between_digits(text, at):
    return text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()


def _float(text):
    if not text or text != text.strip():
        raise _malformed()
    try:
        return float(text)
    except ValueError:
        raise _malformed() from None


def _converted(value, which):
    """The parts of an argument, and whether it is complex."""
    if isinstance(value, complex):
        return value.real, value.imag, True
    method = getattr(type(value), "__complex__", None) if which == "first" else None
    if method is not None:
        result = method(value)
        if not isinstance(result, complex):
            raise TypeError(f"__complex__ returned non-complex (type {type(result).__name__})")
        return result.real, result.imag, True
    if hasattr(type(value), "__float__") or hasattr(type(value), "__index__"):
        return float(value), 0.0, False
    wanted = "a string or a number" if which == "first" else "a number"
    raise TypeError(f"complex() {which} argument must be {wanted}, not {type(value).__name__!r}")


def _made(real, imaginary):
    return complex._of_parts(real, imaginary)


def _parts(value):
    """The parts of an operand; `None` if it is no number."""
    if isinstance(value, complex):
        return value.real, value.imag
    return (float(value), 0.0) if isinstance(value, (int, float)) else None


def _arithmetic(compute):
    def straight(self, other):
        parts = _parts(other)
        return NotImplemented if parts is None else _made(*compute(self.real, self.imag, *parts))

    def reflected(self, other):
        parts = _parts(other)
        return NotImplemented if parts is None else _made(*compute(*parts, self.real, self.imag))

    return straight, reflected


def _sum(a, b, c, d):
    return a + c, b + d


def _difference(a, b, c, d):
    return a - c, b - d


def _product(a, b, c, d):
    return a * c - b * d, a * d + b * c


def _quotient(a, b, c, d):
    if c == 0 and d == 0:
        raise ZeroDivisionError("complex division by zero")
    if c != c or d != d:
        return math.nan, math.nan
    # Dividing by the larger part first keeps the numbers small.
    if abs(c) >= abs(d):
        ratio = d / c
        divisor = c + d * ratio
        return (a + b * ratio) / divisor, (b - a * ratio) / divisor
    ratio = c / d
    divisor = c * ratio + d
    return (a * ratio + b) / divisor, (b * ratio - a) / divisor


def _power(a, b, c, d):
    try:
        if d == 0 and c == math.floor(c) and abs(c) <= 100:
            real, imaginary = _whole_power(a, b, int(c))
        else:
            real, imaginary = _polar_power(a, b, c, d)
    except OverflowError:
        real = imaginary = math.inf
    if math.isinf(real) or math.isinf(imaginary):
        raise OverflowError("complex exponentiation")
    return real, imaginary


def _no_power():
    return ZeroDivisionError("0.0 to a negative or complex power")


def _whole_power(a, b, exponent):
    result, square, rest = (1.0, 0.0), (a, b), abs(exponent)
    while rest:
        if rest & 1:
            result = _product(*result, *square)
        rest >>= 1
        if rest:
            square = _product(*square, *square)
    if exponent >= 0:
        return result
    if result == (0, 0):
        raise _no_power()
    return _quotient(1.0, 0.0, *result)


def _polar_power(a, b, c, d):
    if a == 0 and b == 0:
        if d != 0 or c < 0:
            raise _no_power()
        return 0.0, 0.0
    size, angle = math.hypot(a, b), math.atan2(b, a)
    length, turn = math.pow(size, c), angle * c
    if d != 0:
        length /= math.exp(angle * d)
        turn += d * math.log(size)
    return length * math.cos(turn), length * math.sin(turn)


def _without_zero(number):
    text = repr(number)
    return text[:-2] if text.endswith(".0") else text


class complex:
    """Create a complex number from a real part and an optional imaginary part.

This is equivalent to (real + imag*1j) where imag defaults to 0."""

    __module__ = "builtins"
    __slots__ = ("_real", "_imaginary")

    def __new__(cls, real=0, imag=_NO_NUMBER):
        if type(real) is complex and imag is _NO_NUMBER and cls is complex:
            return real
        if isinstance(real, str):
            if imag is not _NO_NUMBER:
                raise TypeError("complex() can't take second arg if first is a string")
            return cls._of_parts(*_parsed(real))
        if isinstance(imag, str):
            raise TypeError("complex() second arg can't be a string")
        a, b, _ = _converted(real, "first")
        if imag is not _NO_NUMBER:
            c, d, is_complex = _converted(imag, "second")
            a, b = (a - d, b + c) if is_complex else (a, b + c)
        return cls._of_parts(a, b)

    @classmethod
    def _of_parts(cls, real, imaginary):
        number = object.__new__(cls)
        object.__setattr__(number, "_real", real)
        object.__setattr__(number, "_imaginary", imaginary)
        return number

    def __setattr__(self, name, value):
        if name in ("real", "imag") and type(self) is complex:
            raise AttributeError("readonly attribute")
        if type(self) is complex:
            raise AttributeError(f"'complex' object has no attribute '{name}'")
        object.__setattr__(self, name, value)

    @property
    def real(self):
        return self._real

    @property
    def imag(self):
        return self._imaginary

    def conjugate(self):
        return _made(self.real, -self.imag)

    __add__, __radd__ = _arithmetic(_sum)
    __sub__, __rsub__ = _arithmetic(_difference)
    __mul__, __rmul__ = _arithmetic(_product)
    __truediv__, __rtruediv__ = _arithmetic(_quotient)
    __pow__, __rpow__ = _arithmetic(_power)

    def __neg__(self):
        return _made(-self.real, -self.imag)

    def __pos__(self):
        return _made(self.real, self.imag)

    def __abs__(self):
        size = math.hypot(self.real, self.imag)
        if math.isinf(size) and math.isfinite(self.real) and math.isfinite(self.imag):
            raise OverflowError("absolute value too large")
        return size

    def __bool__(self):
        return self.real != 0 or self.imag != 0

    def __complex__(self):
        return _made(self.real, self.imag)

    def __eq__(self, other):
        if isinstance(other, complex):
            return self.real == other.real and self.imag == other.imag
        if isinstance(other, (int, float)):
            return self.imag == 0 and self.real == other
        return NotImplemented

    def __hash__(self):
        bits = (hash(self.real) + 1000003 * hash(self.imag)) % 2**64
        result = bits - 2**64 if bits >= 2**63 else bits
        return -2 if result == -1 else result

    def __repr__(self):
        imaginary = _without_zero(self.imag) + "j"
        if self.real == 0 and math.copysign(1, self.real) > 0:
            return imaginary
        sign = "" if imaginary[0] == "-" else "+"
        return f"({_without_zero(self.real)}{sign}{imaginary})"

    def __format__(self, spec):
        if not spec:
            return str(self)
        # Width and alignment are of the whole, the rest is of each part.
        fill, align = " ", ">"
        if spec[1:2] in ("<", ">", "=", "^") and spec[1:2]:
            fill, align, spec = spec[0], spec[1], spec[2:]
        elif spec[0] in "<>=^":
            align, spec = spec[0], spec[1:]
        if align == "=":
            raise ValueError("'=' alignment flag is not allowed in complex format specifier")
        sign = ""
        if spec[:1] in ("+", "-", " ") and spec[:1]:
            sign, spec = spec[0], spec[1:]
        if spec[:1] == "0":
            raise ValueError("Zero padding is not allowed in complex format specifier")
        width = ""
        while spec[:1].isdigit():
            width, spec = width + spec[0], spec[1:]
        kind = spec[-1:]
        if kind and kind not in "eEfFgGn.,_0123456789":
            raise ValueError(f"Unknown format code '{kind}' for object of type 'complex'")
        if kind and kind in "eEfFgGn":
            text = f"{format(self.real, sign + spec)}{format(self.imag, '+' + spec)}j"
        else:
            text = self._in_parentheses(sign, spec)
        return format(text, f"{fill}{align}{width}") if width else text

    def _in_parentheses(self, sign, spec):
        def part(number, sign):
            return format(number, f"{sign}{spec}g") if spec else format(number, sign).removesuffix(".0")

        if self.real == 0 and math.copysign(1, self.real) > 0:
            return part(self.imag, sign) + "j"
        return f"({part(self.real, sign)}{part(self.imag, '+')}j)"

    def __getnewargs__(self):
        return self.real, self.imag

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self
