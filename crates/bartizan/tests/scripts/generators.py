"""Generators: laziness, sending, throwing, closing, delegating, and every statement around a yield."""
from contextlib import suppress


def count(n):
    print("begin", n)
    for i in range(n):
        yield i, i * i
    print("end", n)
    return "done"


g = count(2)
print(type(g).__name__, next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stop", repr(stop.value), stop.args)
try:
    next(g)
except StopIteration as stop:
    print("again", stop.value)


def delegate():
    result = yield from count(1)
    print("result", result)
    yield from "ab"
    yield from [1, 2]
    x = yield from iter(())
    print("nothing", x)


print(list(delegate()))


def echo():
    received = None
    while True:
        try:
            received = yield received
        except ValueError as error:
            received = f"caught {error}"
        except GeneratorExit:
            print("closing")
            raise


e = echo()
print(next(e), e.send(1), e.send("two"), e.throw(ValueError("three")), e.throw(ValueError), next(e))
e.close()
e.close()
try:
    e.send(1)
except StopIteration:
    print("closed")
try:
    e.throw(KeyError("late"))
except KeyError as error:
    print("late", error)
try:
    echo().send(1)
except TypeError as error:
    print(error)


def first_yield_in_expressions(a):
    x = [a, (yield 1), (yield 2)]
    print(x)
    y = (yield 3) + (yield 4)
    print(y, f"{(yield 5)!r:>6}|", {(yield 6): (yield 7)})
    z = (yield 8) and (yield 9) or (yield 10)
    print(z)
    print((yield 11) if (yield 12) else (yield 13))
    print(1 < (yield 14) < (yield 15))
    print(not (yield 16), -(yield 17), (yield 18)[(yield 19)])
    print(*(yield 20), **{"sep": (yield 21)})
    if w := (yield 22):
        print("w", w)
    d = {}
    d[(yield 23)] = yield 24
    d[(yield 25)] += yield 26
    total = 1
    total += yield 27
    print(d, total, (lambda k=(yield 28): k)())
    assert (yield 29), (yield 30)
    del d[(yield 31)]
    print([i for i in (yield 32)])
    (a, b), c = yield 33
    print(a, b, c, "abc"[(yield 34):(yield 35)])
    return (yield 36)


answers = {1: "one", 2: "two", 3: 30, 4: 12, 5: "f", 6: "k", 7: "v", 8: "", 9: "x", 10: "last", 11: "then", 12: True, 13: "else",
           14: 5, 15: 7, 16: 0, 17: 3, 18: "pqr", 19: 1, 20: [1, 2, 3], 21: "-", 22: "walrus", 23: "key", 24: 5, 25: "key", 26: 6, 27: 41,
           28: "default", 29: True, 31: "key", 32: (7, 8), 33: ((1, 2), 3), 34: 1, 35: 3, 36: "end"}
g = first_yield_in_expressions("a")
asked = next(g)
order = []
try:
    while True:
        order.append(asked)
        asked = g.send(answers[asked])
except StopIteration as stop:
    print(order, stop.value)


def all_statements(items):
    for index, item in enumerate(items):
        if item == "skip":
            continue
        elif item == "stop":
            break
        elif item == "with":
            with suppress(KeyError):
                yield "in with"
                raise KeyError(item)
            yield "after with"
        elif item == "try":
            try:
                yield "in try"
                raise ValueError(item)
            except (KeyError, TypeError):
                yield "wrong"
            except ValueError as error:
                yield f"handler {error}"
                try:
                    raise
                except ValueError as again:
                    yield f"again {again}"
            else:
                yield "no"
            finally:
                yield "finally"
        elif item == "else":
            try:
                yield "body"
            except ValueError:
                yield "no"
            else:
                yield "else"
            finally:
                yield "finally"
        elif item == "match":
            match (yield "subject"):
                case None:
                    yield "none"
                case [x, y] if (yield "guard"):
                    yield x + y
                case str(text):
                    yield text
                case _:
                    yield "other"
        elif item == "while":
            n = 3
            while n:
                n -= 1
                if n == 1:
                    continue
                yield n
            else:
                yield "while else"
        elif item == "return":
            try:
                return "returned"
            finally:
                yield "on the way out"
        else:
            yield index, item
    else:
        yield "for else"
    yield "after"


print(list(all_statements(["a", "skip", "b", "with", "try", "else", "match", "while"])))
print(list(all_statements(["x", "stop", "y"])))
print(list(all_statements(["return", "y"])))


def breaks():
    for i in range(5):
        try:
            for j in range(5):
                try:
                    if j == 1:
                        continue
                    if j == 3:
                        break
                    if i == 2:
                        return
                    yield i, j
                finally:
                    print("inner", i, j)
        finally:
            print("outer", i)


print(list(breaks()))


def bad():
    yield 1
    raise StopIteration("inside")


try:
    list(bad())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def itself():
    yield next(me)


me = itself()
try:
    next(me)
except ValueError as error:
    print(error)


def passes_on():
    try:
        yield from inner_of()
    except ValueError as error:
        yield f"outer {error}"


def inner_of():
    try:
        yield 1
    except KeyError as error:
        yield f"inner {error}"
    finally:
        print("inner closed")


g = passes_on()
print(next(g), g.throw(KeyError("k")), g.throw(ValueError("v")))
g = passes_on()
next(g)
g.close()


class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


print(list(Tree(1, Tree(2, Tree(3)), Tree(4))), sum(Tree(1, Tree(5))), max(Tree(3, Tree(9))))


def primes():
    known = []
    n = 2
    while True:
        if all(n % p for p in known):
            known.append(n)
            yield n
        n += 1


from itertools import islice, takewhile

print(list(islice(primes(), 10)), list(takewhile(lambda p: p < 20, primes())))
a, *rest = count(3)
print(a, rest, dict(count(2)), (1, 1) in count(5))


def outer():
    total = 0

    def add():
        nonlocal total
        while True:
            total += yield total

    adder = add()
    next(adder)
    for i in range(4):
        adder.send(i)
    return total


print(outer())
squares = (lambda: (yield from (x * x for x in range(3))))()
print(list(squares))


def empty():
    return
    yield


print(list(empty()), [*count(1)], next(empty(), "default"))


def chained():
    try:
        yield 1
    except ValueError as error:
        raise KeyError("from") from error


g = chained()
next(g)
try:
    g.throw(ValueError("cause"))
except KeyError as error:
    print(repr(error), repr(error.__cause__))
print(list(zip(count(2), "ab")), sorted(x for x, _ in count(3)), ",".join(str(i) for i, _ in count(2)))
