"""Our `numbers`. Which built-in numbers are of which class, `is_kind_of` says."""

import abc


class Number(abc.ABC):
    pass


class Complex(Number):
    pass


class Real(Complex):
    pass


class Rational(Real):
    pass


class Integral(Rational):
    pass
