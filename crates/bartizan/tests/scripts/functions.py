def all_kinds(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a, b, c, rest, d, e, sorted(more.items())


print(all_kinds(1, d=4), all_kinds(1, 2, 3, 4, 5, d=6, f=7))
print((lambda x, *, y=1: x + y)(1, y=5), (lambda *a, **k: (a, k))(1, z=2))


def counter():
    count = 0

    def more(by=1):
        nonlocal count
        count += by
        return count

    return more


one, other = counter(), counter()
print(one(), one(5), other())

total = 0


def add(number):
    global total
    total += number


for number in range(5):
    add(number)
print(total)


def twice(function):
    def inner(*args, **kwargs):
        return function(*args, **kwargs) * 2

    return inner


@twice
def hello(name):
    """Greets."""
    return f"hello {name} "


print(hello("you"))
for wrong in [lambda: all_kinds(), lambda: all_kinds(1), lambda: all_kinds(1, d=1, a=2), lambda: hello(1, 2)]:
    try:
        print(wrong())
    except TypeError as error:
        print(type(error).__name__, error)


def defaults(items=[]):
    items.append(len(items))
    return items


defaults()
print(defaults(), [f(2) for f in [lambda x, n=n: x**n for n in range(4)]])
