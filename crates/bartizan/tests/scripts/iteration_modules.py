import functools
import itertools
import operator
from functools import cache, cached_property, lru_cache, partial, reduce, singledispatch, total_ordering, wraps
from itertools import (accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle,
                       dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap,
                       takewhile, tee, zip_longest)
from operator import attrgetter, itemgetter, methodcaller

print(list(chain("ab", [1], ())), list(chain.from_iterable([[1], [2, 3], []])), list(itertools.chain()))
print(list(islice(count(5), 3)), list(islice(count(0, 2.5), 3)), list(islice("abcdef", 1, None, 2)), list(islice("ab", 0)))
it = iter(range(10))
print(list(islice(it, 2, 5)), list(it))
print(list(islice(cycle("ab"), 5)), list(cycle([])), list(repeat("x", 2)), list(islice(repeat(1), 2)))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=3))[-2:], list(product()), list(product("a", [])))
print(list(permutations("abc")), list(permutations([1, 2, 3], 2)), list(permutations([1], 2)), list(permutations("ab", 0)))
print(list(combinations("abcd", 2)), list(combinations([1, 2], 3)), list(combinations([1, 2, 3], 3)))
print(list(combinations(range(5), 3)), list(combinations_with_replacement("abc", 2)), list(combinations("ab", 0)))
print([(key, list(group)) for key, group in groupby("aabbca")])
data = sorted([("web", 1), ("db", 2), ("web", 3)], key=itemgetter(0))
for zone, items in groupby(data, key=lambda item: item[0]):
    print(zone, [number for _, number in items])
groups = list(groupby([1, 1, 2]))
print([key for key, _ in groups], [list(group) for _, group in groups])
print(list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest()), list(accumulate([1, 2, 3])))
print(list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], operator.mul, initial=10)), list(accumulate([])))
print(list(takewhile(lambda n: n < 3, [1, 2, 3, 1])), list(dropwhile(lambda n: n < 3, [1, 2, 3, 1])))
print(list(filterfalse(lambda n: n % 2, range(5))), list(filterfalse(None, [0, 1])), list(starmap(pow, [(2, 3), (3, 2)])))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a), list(pairwise("abcd")), list(pairwise([1])), list(compress("abc", [1, 0, 1])))
names = count(1)
print([f"host{next(names)}" for _ in range(3)], next(chain([7])), dict(zip("ab", count())))
for call in (lambda: islice([], -1), lambda: combinations([1], -1), lambda: chain(3).__next__(), lambda: list(chain([1], 3))):
    try:
        call()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


def logged(level="info"):
    def decorator(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            """The wrapper."""
            return f"{level}: {function(*args, **kwargs)}"
        return wrapper
    return decorator


@logged(level="debug")
def greet(name, mark="!"):
    """Greets."""
    return "hello " + name + mark


print(greet("a", mark="?"), greet.__name__, greet.__doc__, greet.__wrapped__("b"), greet.__module__, greet.__qualname__)
double = partial(operator.mul, 2)
hosts = partial(dict, tls=True)
print(double(4), hosts(name="a"), hosts(tls=False), double.args, hosts.keywords, partial(pow, 2)(3), list(map(double, [1])))
print(partial(partial(print, "a"), "b", sep="-")("c"), double.func is operator.mul)
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(operator.add, [], 5), functools.reduce(max, [3, 9, 2]))
try:
    reduce(max, [])
except TypeError as error:
    print(error)


@lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


calls = []


@lru_cache(maxsize=2)
def square(n):
    calls.append(n)
    return n * n


@cache
def cube(n):
    return n ** 3


print(fibonacci(60), fibonacci.cache_info(), fibonacci.__name__, cube(3), cube(3))
print([square(n) for n in (1, 2, 1, 3, 2, 1)], calls, square.cache_info())
square.cache_clear()
print(square.cache_info())


class Shape:
    made = 0

    def __init__(self, side):
        self.side = side

    @cached_property
    def area(self):
        Shape.made += 1
        return self.side ** 2

    @lru_cache
    def scaled(self, by):
        Shape.made += 10
        return self.side * by


shape = Shape(3)
print(shape.area, shape.area, Shape.made, shape.scaled(2), shape.scaled(2), Shape.made, shape.__dict__)


@total_ordering
class Level:
    def __init__(self, rank):
        self.rank = rank

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return self.rank < other.rank


low, high = Level(1), Level(2)
print(low < high, low <= high, low > high, low >= high, low >= Level(1), low <= Level(1), max(low, high).rank)


@singledispatch
def describe(value):
    return "something"


@describe.register(int)
def _(value):
    return f"number {value}"


@describe.register(list)
def describe_list(value):
    return f"{len(value)} items"


print(describe(3), describe([1]), describe("a"), describe.__name__)
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))

people = [{"n": "b", "v": 2}, {"n": "a", "v": 1}]
print(sorted(people, key=itemgetter("n")), itemgetter(1, 0)("xyz"), itemgetter(-1)([1, 2]))
print(attrgetter("rank")(low), attrgetter("rank", "__class__.__name__")(high), methodcaller("split", "-")("a-b"))
print(methodcaller("format", x=1)("{x}"), operator.add(1, 2), operator.contains([1], 1), operator.not_(0), operator.neg(3))
print(operator.eq(1, 1), operator.getitem({"a": 1}, "a"), operator.truediv(1, 2), operator.mod(7, 4), operator.and_(6, 3))
print(operator.itemgetter("a")({"a": 5}), operator.lt(1, 2), operator.is_(None, None), operator.concat([1], [2]), operator.abs(-2))
