"""Our `random`: CPython's numbers for a seed. Who gives no seed gets those of seed 0, on every run."""

import _twister
from _refused import refuse
from bisect import bisect
from hashlib import sha512
from itertools import accumulate
from math import acos, ceil, cos, e, exp, floor, isfinite, log, pi, sin, sqrt
from operator import index

_UNSEEDED = 0
_HASH_BITS = 61
_FRACTIONS = 1 << 53
_NORMAL = 4 * exp(-0.5) / sqrt(2.0)
_GAMMA = 1.0 + log(4.5)
_LOG_4 = log(4.0)
_TURN = 2.0 * pi


class Random:
    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)

    def __init_subclass__(cls, **options):
        if cls.random is not Random.random and cls.getrandbits is Random.getrandbits:
            cls._below = cls._below_by_fractions

    def seed(self, a=None, version=2):
        self.gauss_next = None
        self._source = _twister.generator(_seed_number(a, version))

    def random(self):
        return _twister.fraction(self._source)

    def getrandbits(self, k, /):
        count = index(k)
        if count < 0:
            raise ValueError("number of bits must be non-negative")
        return _twister.bits(self._source, count)

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def getstate(self):
        return self.VERSION, _twister.state(self._source), self.gauss_next

    def setstate(self, state):
        version = state[0]
        if version != self.VERSION:
            raise ValueError(f"state with version {version} passed to Random.setstate() of version {self.VERSION}")
        version, words, self.gauss_next = state
        if not isinstance(words, tuple):
            raise TypeError("state vector must be a tuple")
        self._source = _twister.generator(words)

    def _below(self, n):
        count = n.bit_length()
        number = self.getrandbits(count)
        while number >= n:
            number = self.getrandbits(count)
        return number

    def _below_by_fractions(self, n):
        if n >= _FRACTIONS:
            return floor(self.random() * n)
        limit = (_FRACTIONS - _FRACTIONS % n) / _FRACTIONS
        number = self.random()
        while number >= limit:
            number = self.random()
        return floor(number * _FRACTIONS) % n

    def randrange(self, start, stop=None, step=1):
        start = _whole(start, 1)
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if start > 0:
                return self._below(start)
            raise ValueError("empty range for randrange()")
        stop = _whole(stop, 2)
        step = _whole(step, 3)
        width = stop - start
        if step == 1:
            if width > 0:
                return start + self._below(width)
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
        if step == 0:
            raise ValueError("zero step for randrange()")
        count = (width + step - 1) // step if step > 0 else (width + step + 1) // step
        if count <= 0:
            raise ValueError("empty range for randrange()")
        return start + step * self._below(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def shuffle(self, x):
        for last in range(len(x) - 1, 0, -1):
            other = self._below(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        if not (hasattr(population, "__getitem__") and hasattr(population, "__len__")) or isinstance(population, dict):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        size = len(population)
        if counts is not None:
            return self._sample_counted(population, k, list(accumulate(counts)))
        if not 0 <= k <= size:
            raise ValueError("Sample larger than population or is negative")
        few = 21
        if k > 5:
            few += 4 ** ceil(log(k * 3, 4))
        return self._sample_of_few(population, k, size) if size <= few else self._sample_of_many(population, k, size)

    def _sample_of_few(self, population, k, size):
        pool = list(population)
        chosen = []
        for left in range(size, size - k, -1):
            at = self._below(left)
            chosen.append(pool[at])
            pool[at] = pool[left - 1]
        return chosen

    def _sample_of_many(self, population, k, size):
        used = set()
        chosen = []
        for _ in range(k):
            at = self._below(size)
            while at in used:
                at = self._below(size)
            used.add(at)
            chosen.append(population[at])
        return chosen

    def _sample_counted(self, population, k, ends):
        if len(ends) != len(population):
            raise ValueError("The number of counts does not match the population")
        total = ends.pop()
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        return [population[bisect(ends, at)] for at in self.sample(range(total), k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        size = len(population)
        if cum_weights is None:
            if weights is None:
                size += 0.0
                return [population[floor(self.random() * size)] for _ in range(k)]
            try:
                cum_weights = list(accumulate(weights))
            except TypeError:
                if not isinstance(weights, int):
                    raise
                raise TypeError(f"The number of choices must be a keyword argument: k={weights!r}") from None
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != size:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[bisect(cum_weights, self.random() * total, 0, size - 1)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        number = self.random()
        try:
            middle = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if number > middle:
            number, middle = 1.0 - number, 1.0 - middle
            low, high = high, low
        return low + (high - low) * sqrt(number * middle)

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            first = self.random()
            second = 1.0 - self.random()
            deviation = _NORMAL * (first - 0.5) / second
            if deviation * deviation / 4.0 <= -log(second):
                return mu + deviation * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        deviation, self.gauss_next = self.gauss_next, None
        if deviation is None:
            angle = self.random() * _TURN
            radius = sqrt(-2.0 * log(1.0 - self.random()))
            deviation = cos(angle) * radius
            self.gauss_next = sin(angle) * radius
        return mu + deviation * sigma

    def lognormvariate(self, mu, sigma):
        return exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        if kappa <= 1e-6:
            return _TURN * self.random()
        half = 0.5 / kappa
        radius = half + sqrt(1.0 + half * half)
        while True:
            cosine = cos(pi * self.random())
            ratio = cosine / (radius + cosine)
            number = self.random()
            if number < 1.0 - ratio * ratio or number <= (1.0 - ratio) * exp(ratio):
                break
        inverse = 1.0 / radius
        angle = acos((inverse + cosine) / (1.0 + inverse * cosine))
        return (mu + angle) % _TURN if self.random() > 0.5 else (mu - angle) % _TURN

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha == 1.0:
            return -log(1.0 - self.random()) * beta
        return (self._large_gamma(alpha) if alpha > 1.0 else self._small_gamma(alpha)) * beta

    def _large_gamma(self, alpha):
        root = sqrt(2.0 * alpha - 1.0)
        offset = alpha - _LOG_4
        slope = alpha + root
        while True:
            first = self.random()
            if not 1e-7 < first < 0.9999999:
                continue
            second = 1.0 - self.random()
            power = log(first / (1.0 - first)) / root
            result = alpha * exp(power)
            weight = first * first * second
            bound = offset + slope * power - result
            if bound + _GAMMA - 4.5 * weight >= 0.0 or bound >= log(weight):
                return result

    def _small_gamma(self, alpha):
        while True:
            total = (e + alpha) / e
            part = total * self.random()
            result = part ** (1.0 / alpha) if part <= 1.0 else -log((total - part) / alpha)
            number = self.random()
            if number <= (result ** (alpha - 1.0) if part > 1.0 else exp(-result)):
                return result

    def betavariate(self, alpha, beta):
        first = self.gammavariate(alpha, 1.0)
        if not first:
            return 0.0
        return first / (first + self.gammavariate(beta, 1.0))

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-log(1.0 - self.random())) ** (1.0 / beta)


class SystemRandom:
    def __init__(self, x=None):
        refuse("`random.SystemRandom` (a model gives the same result on every run; use `random.Random`)")


def _seed_number(seed, version):
    if seed is None:
        return _UNSEEDED
    if version == 1 and isinstance(seed, (str, bytes)):
        return _old_text_hash(seed.decode("latin-1") if isinstance(seed, bytes) else seed)
    if version == 2 and isinstance(seed, (str, bytes)):
        data = seed.encode() if isinstance(seed, str) else seed
        return int.from_bytes(data + sha512(data).digest(), "big")
    if isinstance(seed, float):
        return _float_hash(seed)
    if isinstance(seed, int):
        return abs(int(seed))
    raise TypeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")


def _old_text_hash(text):
    number = ord(text[0]) << 7 if text else 0
    for character in text:
        number = ((1000003 * number) ^ ord(character)) & 0xFFFFFFFFFFFFFFFF
    return number ^ len(text)


def _float_hash(number):
    """CPython's hash of a float: its value modulo a Mersenne prime, in which a power of two is a rotation."""
    prime = (1 << _HASH_BITS) - 1
    if number != number:
        return 0
    if not isfinite(number):
        result = 314159
    else:
        numerator, denominator = abs(number).as_integer_ratio()
        shift = denominator.bit_length() - 1
        result = numerator * (1 << (-shift) % _HASH_BITS) % prime
    if number < 0:
        result = -2 if result == 1 else -result
    return result & 0xFFFFFFFFFFFFFFFF


def _whole(value, position):
    try:
        return index(value)
    except TypeError:
        whole = int(value)
        if whole != value:
            raise ValueError(f"non-integer {('arg 1', 'stop', 'step')[position - 1]} for randrange()") from None
        return whole


_instance = Random()
seed = _instance.seed
random = _instance.random
getrandbits = _instance.getrandbits
randbytes = _instance.randbytes
getstate = _instance.getstate
setstate = _instance.setstate
randrange = _instance.randrange
randint = _instance.randint
choice = _instance.choice
shuffle = _instance.shuffle
sample = _instance.sample
choices = _instance.choices
uniform = _instance.uniform
triangular = _instance.triangular
normalvariate = _instance.normalvariate
gauss = _instance.gauss
lognormvariate = _instance.lognormvariate
expovariate = _instance.expovariate
vonmisesvariate = _instance.vonmisesvariate
gammavariate = _instance.gammavariate
betavariate = _instance.betavariate
paretovariate = _instance.paretovariate
weibullvariate = _instance.weibullvariate
