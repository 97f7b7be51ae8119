"""contextlib."""
import contextlib
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress


@contextmanager
def tag(name, swallow=()):
    """Documentation."""
    print(f"<{name}>")
    try:
        yield name.upper()
    except swallow as error:
        print("swallowed", repr(error))
    finally:
        print(f"</{name}>")


with tag("a") as a, tag("b") as b:
    print(a, b)
with tag("c", ValueError):
    raise ValueError("v")
try:
    with tag("d", ValueError):
        raise KeyError("k")
except KeyError as error:
    print("out", error)
print(tag.__name__, tag.__doc__)


@tag("decorated")
def inside(x):
    return x + 1


print(inside(1), inside(2), inside.__name__)


def returns():
    with tag("r"):
        return "value"


print(returns())
for i in range(3):
    with tag(f"loop{i}"):
        if i == 0:
            continue
        if i == 1:
            break


@contextmanager
def never():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def ignores():
    try:
        yield
    except ValueError:
        pass
    yield


for manager, error in ((never, None), (twice, None), (ignores, ValueError)):
    try:
        with manager():
            if error:
                raise error
    except RuntimeError as failure:
        print(failure)


@contextmanager
def replaces():
    try:
        yield
    except ValueError as error:
        raise TypeError("replaced") from error


try:
    with replaces():
        raise ValueError("first")
except TypeError as error:
    print(error, repr(error.__cause__))


@contextmanager
def transparent():
    yield


try:
    with transparent():
        raise StopIteration("s")
except StopIteration as stop:
    print("stop", stop.value)


class Thing:
    def close(self):
        print("closed")


with closing(Thing()) as thing:
    print(type(thing).__name__)
with nullcontext(5) as five:
    print(five)
with suppress(KeyError, IndexError):
    [][1]
print("suppressed")
with ExitStack() as stack:
    for name in "xyz":
        stack.enter_context(tag(name))
    stack.callback(print, "callback", end="!\n")
    stack.push(lambda *info: print(info[0]))
    print("in stack")
try:
    with ExitStack() as stack:
        stack.enter_context(tag("s", KeyError))
        stack.callback(lambda: 1 / 0)
        raise KeyError("k")
except ZeroDivisionError as error:
    print("zero", error)
with ExitStack() as stack:
    stack.enter_context(suppress(KeyError))
    raise KeyError("k")
stack = ExitStack()
stack.callback(print, "kept")
with stack:
    kept = stack.pop_all()
print("not yet")
kept.close()
try:
    ExitStack().enter_context(5)
except TypeError as error:
    print(error)


class Manager(contextlib.AbstractContextManager, contextlib.ContextDecorator):
    def __exit__(self, *info):
        print("exit", info[0])


with Manager() as m:
    print(type(m).__name__)


@Manager()
def work():
    print("work")


work()
