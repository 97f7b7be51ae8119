"""Our `statistics`: sums are exact and rounded once, as CPython's are."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from fractions import Fraction
from math import erf, exp, fsum, log, sqrt, tau


class StatisticsError(ValueError):
    pass


def _exact(value):
    """A number as a fraction, or as a float that is none."""
    if isinstance(value, float) and not math.isfinite(value):
        return value
    try:
        return Fraction(*value.as_integer_ratio())
    except AttributeError:
        raise TypeError(f"can't convert type '{type(value).__name__}' to numerator/denominator") from None


def _kind_of(values):
    """The type that a result has: the one type that is not `int`, or `int`."""
    kind = int
    for value in values:
        own = int if isinstance(value, int) else type(value)
        if own is kind or own is int:
            continue
        if kind is int or (kind is Fraction and own is float):
            kind = own
        elif not (kind is float and own is Fraction):
            raise TypeError(f"don't know how to coerce {kind.__name__} and {own.__name__}")
    return kind


def _total(values):
    """The exact sum of numbers; a float when one of them is infinite or not a number."""
    special = [value for value in values if isinstance(value, float) and not math.isfinite(value)]
    if special:
        return sum(special)
    numerators = {}
    for value in values:
        top, bottom = _exact(value).as_integer_ratio()
        numerators[bottom] = numerators.get(bottom, 0) + top
    return sum([Fraction(top, bottom) for bottom, top in numerators.items()], Fraction(0))


def _convert(value, kind):
    if isinstance(value, kind) and kind is not int:
        return value
    if kind is int:
        if isinstance(value, Fraction) and value.denominator == 1:
            return int(value)
        return float(value)
    if kind is float or kind is Fraction:
        return kind(value)
    try:
        return kind(value)
    except TypeError:
        return kind(value.numerator) / kind(value.denominator)


def mean(data):
    values = list(data)
    if not values:
        raise StatisticsError("mean requires at least one data point")
    return _convert(_total(values) / len(values), _kind_of(values))


def fmean(data, weights=None):
    values = list(data)
    if weights is None:
        if not values:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(values) / len(values)
    weights = list(weights)
    if len(weights) != len(values):
        raise StatisticsError("data and weights must be the same length")
    total = fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return fsum([value * weight for value, weight in zip(values, weights)]) / total


def geometric_mean(data):
    try:
        return exp(fmean(map(log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    values = list(data)
    if not values:
        raise StatisticsError("harmonic_mean requires at least one data point")
    message = "harmonic mean does not support negative values"
    if len(values) == 1 and weights is None:
        value = values[0]
        if not isinstance(value, (int, float, Fraction)) and not hasattr(value, "as_integer_ratio"):
            raise TypeError("unsupported type")
        if value < 0:
            raise StatisticsError(message)
        return value
    if weights is None:
        weights = [1] * len(values)
        total_weight = len(values)
    else:
        weights = list(weights)
        if len(weights) != len(values):
            raise StatisticsError("Number of weights does not match data size")
        for weight in weights:
            if weight < 0:
                raise StatisticsError(message)
        total_weight = _total(weights)
    for value in values:
        if value < 0:
            raise StatisticsError(message)
    if 0 in values:
        return 0
    parts = [weight / value if weight else 0 for weight, value in zip(weights, values)]
    return _convert(total_weight / _total(parts), _kind_of(parts))


def median(data):
    values = sorted(data)
    count = len(values)
    if not count:
        raise StatisticsError("no median for empty data")
    middle = count // 2
    return values[middle] if count % 2 else (values[middle - 1] + values[middle]) / 2


def median_low(data):
    values = sorted(data)
    if not values:
        raise StatisticsError("no median for empty data")
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = sorted(data)
    if not values:
        raise StatisticsError("no median for empty data")
    return values[len(values) // 2]


def median_grouped(data, interval=1):
    values = sorted(data)
    count = len(values)
    if not count:
        raise StatisticsError("no median for empty data")
    middle = values[count // 2]
    first, behind = bisect_left(values, middle), bisect_right(values, middle)
    try:
        interval = float(interval)
        middle = float(middle)
    except ValueError:
        raise TypeError("Value cannot be converted to a float") from None
    return middle - interval / 2.0 + interval * (count / 2 - first) / (behind - first)


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    values = sorted(data)
    count = len(values)
    if count < 2:
        raise StatisticsError("must have at least two data points")
    cuts = []
    if method == "inclusive":
        for part in range(1, n):
            at, rest = divmod(part * (count - 1), n)
            cuts.append((values[at] * (n - rest) + values[at + 1] * rest) / n)
    elif method == "exclusive":
        for part in range(1, n):
            at = min(max(part * (count + 1) // n, 1), count - 1)
            rest = part * (count + 1) - at * n
            cuts.append((values[at - 1] * (n - rest) + values[at] * rest) / n)
    else:
        raise ValueError(f"Unknown method: {method!r}")
    return cuts


def _deviations(values, center):
    """The exact sum of squared deviations."""
    if center is not None:
        return _total([(_exact(value) - _exact(center)) ** 2 for value in values])
    special = [value for value in values if isinstance(value, float) and not math.isfinite(value)]
    if special:
        return sum(special)
    exact = [_exact(value) for value in values]
    total = _total(exact)
    squares = _total([value * value for value in exact])
    return (len(exact) * squares - total * total) / len(exact)


def variance(data, xbar=None):
    values = list(data)
    if len(values) < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(_deviations(values, xbar) / (len(values) - 1), _kind_of(values))


def pvariance(data, mu=None):
    values = list(data)
    if not values:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(_deviations(values, mu) / len(values), _kind_of(values))


def _root(value, kind):
    """The square root of a fraction, rounded once."""
    if kind is not int and kind is not float and kind is not Fraction:
        return _convert(value, kind).sqrt()
    return _float_root(value.numerator, value.denominator)


def _float_root(top, bottom):
    """The nearest float to the root: a root of whole numbers whose last bit says whether there was a rest."""
    shift = (top.bit_length() - bottom.bit_length() - 109) // 2
    if shift >= 0:
        return _odd_root(top, bottom << 2 * shift) * (1 << shift) / 1
    return _odd_root(top << -2 * shift, bottom) / (1 << -shift)


def _odd_root(top, bottom):
    root = math.isqrt(top // bottom)
    return root | (root * root * bottom != top)


def stdev(data, xbar=None):
    values = list(data)
    if len(values) < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(_deviations(values, xbar) / (len(values) - 1), _kind_of(values))


def pstdev(data, mu=None):
    values = list(data)
    if not values:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(_deviations(values, mu) / len(values), _kind_of(values))


def covariance(x, y, /):
    if len(x) != len(y):
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError("covariance requires at least two data points")
    return _products(x, y) / (len(x) - 1)


def _products(x, y):
    mean_x, mean_y = fsum(x) / len(x), fsum(y) / len(y)
    return fsum([(one - mean_x) * (other - mean_y) for one, other in zip(x, y)])


def correlation(x, y, /):
    if len(x) != len(y):
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError("correlation requires at least two data points")
    mean_x, mean_y = fsum(x) / len(x), fsum(y) / len(y)
    both = _products(x, y)
    squares_x = fsum([(value - mean_x) ** 2.0 for value in x])
    squares_y = fsum([(value - mean_y) ** 2.0 for value in y])
    try:
        return both / sqrt(squares_x * squares_y)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    if len(x) != len(y):
        raise StatisticsError("linear regression requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError("linear regression requires at least two data points")
    if proportional:
        both = fsum([one * other for one, other in zip(x, y)])
        squares = fsum([value * value for value in x])
    else:
        mean_x, mean_y = fsum(x) / len(x), fsum(y) / len(y)
        both = _products(x, y)
        squares = fsum([(value - mean_x) ** 2.0 for value in x])
    try:
        slope = both / squares
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope, 0.0 if proportional else mean_y - slope * mean_x)


class NormalDist:
    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        values = list(data)
        return cls(fmean(values), stdev(values))

    def samples(self, n, *, seed=None):
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def pdf(self, x):
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        distance = x - self._mu
        return exp(distance * distance / (-2.0 * variance)) / sqrt(tau * variance)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + erf((x - self._mu) / (self._sigma * sqrt(2.0))))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    def inv_cdf(self, p):
        _refuse_inverse()

    def quantiles(self, n=4):
        _refuse_inverse()

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        from _refused import refuse
        refuse("`NormalDist.overlap`")

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * abs(other))

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / abs(other))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return -(self - other)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"


def _refuse_inverse():
    from _refused import refuse
    refuse("the inverse of a normal distribution")
