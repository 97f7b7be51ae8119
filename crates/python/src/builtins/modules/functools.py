"""What of `functools` is simpler in Python."""

WRAPPER_UPDATES = ("__dict__",)


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


def _annotated_class(function):
    """The class that the annotation of the first parameter names."""
    from typing import get_type_hints

    name, kind = next(iter(get_type_hints(function).items()))
    parts = getattr(kind, "__args__", None) if _is_union(kind) else (kind,)
    if all(isinstance(part, type) and not hasattr(part, "__origin__") for part in parts):
        return kind
    reason = "not all arguments are classes" if len(parts) > 1 else "is not a class"
    raise TypeError(f"Invalid annotation for {name!r}. {kind!r} {reason}.")


def _is_union(kind):
    from types import UnionType
    from typing import Union, get_origin

    return get_origin(kind) in (Union, UnionType)


def singledispatch(function):
    registry = {object: function}

    def dispatch(cls):
        for parent in cls.__mro__[:-1]:
            if parent in registry:
                return registry[parent]
        for kind in reversed(registry):
            if kind is not object and issubclass(cls, kind):
                return registry[kind]
        return registry[object]

    def register(cls, implementation=None):
        if implementation is None:
            if isinstance(cls, type) or hasattr(cls, "__args__"):
                return lambda implementation: register(cls, implementation)
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function."
                )
            implementation = cls
            cls = _annotated_class(implementation)
        for kind in getattr(cls, "__args__", None) or (cls,):
            registry[kind] = implementation
        return implementation

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{wrapper.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, function)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(getattr(func, "__func__", func))
        self.func = func

    def register(self, cls, method=None):
        if method is None and not isinstance(cls, type) and not hasattr(cls, "__args__"):
            plain = getattr(cls, "__func__", cls)
            self.dispatcher.register(plain)
            kind = _annotated_class(plain)
            self.dispatcher.register(kind, cls)
            return cls
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            found = self.dispatcher.dispatch(type(args[0]))
            if found is getattr(self.func, "__func__", self.func):
                found = self.func
            if isinstance(found, staticmethod):
                return found.__func__(*args, **kwargs)
            if isinstance(found, classmethod):
                return found.__func__(cls or type(obj), *args, **kwargs)
            return found(obj, *args, **kwargs)

        method.register = self.register
        return update_wrapper(method, getattr(self.func, "__func__", self.func))


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        func = self.func
        if hasattr(func, "__get__") and not hasattr(func, "__code__"):
            return partial(func.__get__(obj, cls), *self.args, **self.keywords)
        if obj is None:
            return lambda this, *args, **keywords: func(this, *self.args, *args, **{**self.keywords, **keywords})
        return partial(func, obj, *self.args, **self.keywords)


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
