"""statistics and fractions, heapq and bisect."""

import bisect
import heapq
import math
import random
import statistics
from fractions import Fraction


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, error)


DATA = [[1, 2, 3, 4], [1, 2, 3], [1.5, 2.5, 0.1], [1], [3, 3, 5.0], [Fraction(1, 3), Fraction(2, 3)], [Fraction(1, 2), 2], [1e300, 1e300, -1e300], [0.1] * 10, [True, False, 2], [], ["a", "b"], [1, "a"], [10 ** 30, 1], [-1, 5], [0, 4], [float("inf"), 1], [1, 1, 2, 2, 3],
        [2.5, 3.25, 5.5, 11.25, 11.75], [0.0000001, 1e10], range(100), (x / 7 for x in range(1, 30)), [5, 7], [0.1, 0.2, 0.3], [3.3], [1e-200, 3e-200]]
DATA = [list(data) for data in DATA]
for name in ("mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low", "median_high", "median_grouped", "mode", "multimode", "quantiles", "pstdev", "pvariance", "stdev", "variance"):
    print("==", name)
    for data in DATA:
        attempt(getattr(statistics, name), data)
random.seed(1)
for count in (2, 3, 10, 57):
    data = [random.uniform(-1000, 1000) * 10 ** random.randint(-5, 5) for _ in range(count)]
    other = [random.random() for _ in range(count)]
    print(statistics.mean(data), statistics.stdev(data), statistics.pstdev(data), statistics.variance(data), statistics.pvariance(data), statistics.fmean(data, other), statistics.median(data), statistics.quantiles(data, n=10))
    print(statistics.covariance(data, other), statistics.correlation(data, other), statistics.linear_regression(data, other), statistics.linear_regression(data, other, proportional=True), statistics.quantiles(data, n=5, method="inclusive"), statistics.harmonic_mean(other), statistics.geometric_mean(other))
print(statistics.harmonic_mean([40, 60], weights=[5, 30]), statistics.variance([1, 2, 3], 2), statistics.pvariance([1, 2, 4], 1), statistics.median_grouped([1, 3, 3, 5, 7], interval=2), statistics.fmean([1, 2], [3, 1]), statistics.stdev([1, 2, 3, 4], 2.5), statistics.mode("abca"), statistics.multimode("aabb"))
for function, arguments, named in [(statistics.quantiles, ([1, 2],), {"n": 0}), (statistics.quantiles, ([1, 2],), {"method": "x"}), (statistics.fmean, ([1], [1, 2]), {}), (statistics.fmean, ([1], [0]), {}), (statistics.correlation, ([1, 1], [1, 2]), {}), (statistics.correlation, ([1], [1]), {}), (statistics.covariance, ([1], [1, 2]), {}),
                                   (statistics.linear_regression, ([1, 1], [1, 2]), {}), (statistics.NormalDist, (0, -1), {}), (statistics.harmonic_mean, ([1, 2],), {"weights": [1]}), (statistics.mean, (5,), {})]:
    attempt(function, *arguments, **named)
normal = statistics.NormalDist(100, 15)
print(normal, normal.mean, normal.stdev, normal.variance, normal.median, normal.zscore(130), normal.pdf(110), normal.cdf(115), normal + 5, normal * 2, -normal, normal + normal, normal / 3, 5 - normal, normal == statistics.NormalDist(100, 15), statistics.NormalDist.from_samples([1, 2, 3, 4]), normal.samples(3, seed=5))
print(issubclass(statistics.StatisticsError, ValueError))

FRACTIONS = [Fraction(1, 2), Fraction(-3, 4), Fraction(6, -4), Fraction(7), Fraction(0), Fraction("3/6"), Fraction("-1.25"), Fraction(" 1e-3 "), Fraction("1_000/3"), Fraction(0.5), Fraction(0.1), Fraction(10 ** 20, 3)]
for one in FRACTIONS:
    print(repr(one), one, one.numerator, one.denominator, float(one), int(one), math.floor(one), math.ceil(one), round(one), round(one, 1), round(one, -1), abs(one), -one, +one, bool(one), one ** 2, hash(one) == hash(Fraction(one.numerator, one.denominator)), one.as_integer_ratio(), math.trunc(one))
    for other in [Fraction(2, 3), Fraction(-1, 4), 3, -2, 0.5]:
        print("   ", one + other, one - other, one * other, one / other, one // other, one % other, other + one, other - one, other * one, one < other, one >= other, one == other, other > one, divmod(one, other))
print(Fraction(3.14159265).limit_denominator(100), Fraction(3.14159265).limit_denominator(), Fraction("22/7").limit_denominator(3), Fraction(4, 9) ** -2, Fraction(4, 9) ** 0.5, Fraction(4) ** Fraction(1, 2), 2 ** Fraction(3), 4 ** Fraction(1, 2), Fraction(Fraction(1, 2), 3), Fraction(1, Fraction(2, 3)), Fraction(True),
      hash(Fraction(3)) == hash(3), hash(Fraction(1, 2)) == hash(0.5), Fraction(1, 2) == 0.5, Fraction(1, 3) == 1 / 3, Fraction(1, 2) < float("inf"), sum([Fraction(1, 3)] * 3), sorted([Fraction(1, 2), 0.25, 1]), Fraction.from_float(0.25), max(Fraction(1, 3), 0.3), f"{Fraction(1, 3)}")
for arguments in [("x",), ("1/0",), (1, 0), (1.5, 2), (None,), ("1/-2",), ("1.2.3",), ("",), ("1 / 2",), (float("nan"),), (float("inf"),), ("1e",), ("_1",), (".5",), ("5.",), ("+3",), ("--3",)]:
    attempt(Fraction, *arguments)
for operation in [lambda: Fraction(1, 2) / 0, lambda: Fraction(1, 2) // 0, lambda: Fraction(1, 2) % 0, lambda: Fraction(0) ** -1, lambda: Fraction(1, 2) + "x", lambda: Fraction(1, 2) < "x", lambda: Fraction(1, 3).limit_denominator(0), lambda: Fraction(4, 6) / Fraction(0, 3)]:
    attempt(operation)

heap = []
for number in [5, 1, 8, 3, 9, 2, 7, 2, 6]:
    heapq.heappush(heap, number)
    print(heap, end=" ")
print(heapq.heappop(heap), heap, heapq.heappushpop(heap, 4), heap, heapq.heapreplace(heap, 10), heap, heapq.heappushpop(heap, 0), [heapq.heappop(heap) for _ in range(len(heap))])
random.seed(3)
items = [random.randint(0, 50) for _ in range(40)]
heapq.heapify(items)
print(items, heapq.nsmallest(5, items), heapq.nlargest(5, items), heapq.nlargest(2, ["aa", "b", "cccc"], key=len), heapq.nsmallest(0, [1]), heapq.nsmallest(-1, [1]))
print(list(heapq.merge([1, 4, 7], [2, 5], [], [0, 9])), list(heapq.merge(["aa", "b"], ["c", "dddd"], key=len)), list(heapq.merge([7, 4], [5, 2], reverse=True)), list(heapq.merge()))
attempt(heapq.heappop, [])
attempt(heapq.heapreplace, [], 1)
tasks = [(2, "b"), (1, "z"), (1, "a")]
heapq.heapify(tasks)
print([heapq.heappop(tasks) for _ in range(3)])
values = [1, 2, 2, 3, 5]
print([(bisect.bisect_left(values, x), bisect.bisect(values, x), bisect.bisect_right(values, x)) for x in range(7)], bisect.bisect(values, 2, 1, 3), bisect.bisect_left(["a", "bb", "ccc"], 2, key=len))
bisect.insort(values, 4)
bisect.insort_left(values, 2)
print(values)
bisect.insort(values, -3, key=abs)
print(values)
attempt(bisect.bisect, values, 1, -1)
