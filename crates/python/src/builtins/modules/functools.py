"""What of `functools` is simpler in Python."""


def total_ordering(cls):
    names = ("__lt__", "__le__", "__gt__", "__ge__")
    stated = [name for name in names if getattr(cls, name) is not getattr(object, name)]
    if not stated:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name in names:
        if name not in stated:
            setattr(cls, name, _order_from(stated[0], name))
    return cls


def _order_from(root, name):
    turns = root[2] != name[2]
    strict = name[3] == "t"

    def compare(self, other):
        result = getattr(self, root)(other)
        if result is NotImplemented:
            return result
        if turns:
            result = not result
        if turns != (root[3:] == name[3:]):
            return result
        return result and self != other if strict else result or self == other

    compare.__name__ = name
    return compare


def singledispatch(function):
    registry = {object: function}

    def dispatch(cls):
        for parent in cls.__mro__:
            if parent in registry:
                return registry[parent]
        return function

    def register(cls, implementation=None):
        if implementation is None:
            if not isinstance(cls, type):
                raise TypeError("register() needs a class: register by annotation is not supported")
            return lambda implementation: register(cls, implementation)
        registry[cls] = implementation
        return implementation

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{wrapper.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, function)


def cmp_to_key(compare):
    class Key:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return compare(self.obj, other.obj) < 0

        def __gt__(self, other):
            return compare(self.obj, other.obj) > 0

        def __le__(self, other):
            return compare(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return compare(self.obj, other.obj) >= 0

        def __eq__(self, other):
            return compare(self.obj, other.obj) == 0

    return Key
