"""Random numbers: CPython's for a seed."""

import random
import math


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, error)


for seed in (0, 1, -1, 42, 2 ** 40, 2 ** 200 + 17, "", "text", "é", b"bytes", 1.5, -1.0, 0.1, 1e300, -7.25, float("inf"), True):
    random.seed(seed)
    print(seed, random.random(), random.getrandbits(70), random.randint(1, 6), random.randrange(0, 100, 7))
for seed in ("", "text", b"bytes", 5):
    random.seed(seed, version=1)
    print(seed, random.random())
random.seed(0)
print([random.random() for _ in range(5)])
print([random.getrandbits(bits) for bits in (0, 1, 7, 31, 32, 33, 63, 64, 65, 128, 1000)])
print([random.randrange(10) for _ in range(20)], [random.randrange(5, -20, -3) for _ in range(10)])
print([random.randint(-3, 3) for _ in range(20)], random.randint(0, 10 ** 30))
print([random.choice("abcdef") for _ in range(10)], random.choice([[1], [2]]), random.choice(range(100)))
print(random.choices("abc", k=10), random.choices("abc", [1, 5, 10], k=10), random.choices("abc", cum_weights=[1, 6, 16], k=5))
items = list(range(30))
random.shuffle(items)
print(items)
print(random.sample(range(1000), 10), random.sample("abcdefgh", 8), random.sample(range(10 ** 6), 3), random.sample(range(40), 20))
print(random.sample(["red", "blue"], counts=[4, 2], k=5))
print(random.uniform(1, 10), random.uniform(5, -5), random.triangular(), random.triangular(0, 10, 3), random.triangular(1, 1, 1))
for name, arguments in [("gauss", (0, 1)), ("gauss", (10, 2)), ("gauss", ()), ("normalvariate", (0, 1)), ("normalvariate", ()),
                        ("lognormvariate", (0, 0.5)), ("expovariate", (1.5,)), ("betavariate", (2, 3)), ("betavariate", (0.5, 1)),
                        ("gammavariate", (0.5, 2)), ("gammavariate", (1.0, 2)), ("gammavariate", (9, 0.5)),
                        ("vonmisesvariate", (0, 4)), ("vonmisesvariate", (1, 0)), ("paretovariate", (3,)), ("weibullvariate", (1, 1.5))]:
    print(name, [round(getattr(random, name)(*arguments), 12) for _ in range(4)])
print(random.randbytes(10), random.randbytes(0))
state = random.getstate()
first = [random.random(), random.gauss(0, 1), random.gauss(0, 1)]
random.setstate(state)
print(first == [random.random(), random.gauss(0, 1), random.gauss(0, 1)], state[0], len(state[1]), state[1][:3], state[1][-1], state[2])
one, two = random.Random(7), random.Random(7)
print(one.random() == two.random(), one.random(), isinstance(one, random.Random))


class Fixed(random.Random):
    def random(self):
        return 0.25


fixed = Fixed(1)
print(fixed.randrange(100), fixed.choice("abcd"), fixed.uniform(0, 8), fixed.sample(range(10), 1))
for function, arguments, named in [
    (random.choice, ([],), {}), (random.randrange, (0,), {}), (random.randrange, (1, 1), {}), (random.randrange, (1, 5, 0), {}),
    (random.randint, (3, 1), {}), (random.randrange, (5, 1, 2), {}), (random.sample, ([1], 2), {}), (random.sample, ({1, 2}, 1), {}),
    (random.sample, ([1, 2], 1), {"counts": [1]}), (random.choices, ([1, 2], [1]), {}), (random.choices, ([1, 2], [0, 0]), {}),
    (random.choices, ([1, 2], 3), {}), (random.choices, ([1], [1]), {"cum_weights": [1]}), (random.seed, ([],), {}),
    (random.setstate, ((9, (), None),), {}), (random.setstate, ((3, (1,), None),), {}), (random.getrandbits, (-1,), {}),
    (random.getrandbits, (1.5,), {}), (random.gammavariate, (0, 1), {}), (random.randrange, (1.5,), {}), (random.randrange, (5,), {"step": 2}),
    (random.choices, ([], ), {}),
]:
    attempt(function, *arguments, **named)
