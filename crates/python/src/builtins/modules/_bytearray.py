"""The class `bytearray`, which is there once a script names it: a list of numbers, and `bytes` for all that reads."""

import operator

_CANNOT_ASSIGN = "can assign only bytes, buffers, or iterables of ints in range(0, 256)"


def _byte(value):
    number = operator.index(value)
    if not 0 <= number < 256:
        raise ValueError("byte must be in range(0, 256)")
    return number


def _plain(value):
    """An argument as functions on `bytes` take it."""
    if isinstance(value, bytearray):
        return bytes(value)
    if isinstance(value, tuple):
        return tuple([_plain(part) for part in value])
    return value


def _numbers(value):
    return list(value._items) if isinstance(value, bytearray) else [_byte(item) for item in value]


def _is_iterable(value):
    return hasattr(type(value), "__iter__")


class bytearray:
    """A sequence of bytes that can change."""

    __module__ = "builtins"
    __slots__ = ("_items",)
    __hash__ = None

    def __init__(self, source=b"", encoding=None, errors=None):
        if isinstance(source, str):
            if encoding is None:
                raise TypeError("string argument without an encoding")
            source = source.encode(encoding, errors or "strict")
        elif encoding is not None or errors is not None:
            raise TypeError("encoding without a string argument")
        if hasattr(type(source), "__index__"):
            count = operator.index(source)
            if count < 0:
                raise ValueError("negative count")
            self._items = [0] * count
        elif _is_iterable(source):
            self._items = _numbers(source)
        else:
            raise TypeError(f"cannot convert {type(source).__name__!r} object to bytearray")

    @classmethod
    def fromhex(cls, string, /):
        return cls(bytes.fromhex(string))

    maketrans = bytes.maketrans

    def __bytes__(self):
        return bytes(self._items)

    def __repr__(self):
        return f"{type(self).__name__}({bytes(self)!r})"

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, item):
        return _byte(item) in self._items if hasattr(type(item), "__index__") else _plain(item) in bytes(self)

    def _checked(self, index):
        if not hasattr(type(index), "__index__"):
            raise TypeError(f"bytearray indices must be integers or slices, not {type(index).__name__}")
        index = operator.index(index)
        if not -len(self._items) <= index < len(self._items):
            raise IndexError("bytearray index out of range")
        return index

    def __getitem__(self, index):
        if isinstance(index, slice):
            return bytearray(self._items[index])
        return self._items[self._checked(index)]

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._items[self._checked(index)] = _byte(value)
            return
        if isinstance(value, str) or not _is_iterable(value):
            raise TypeError(_CANNOT_ASSIGN)
        new = _numbers(value)
        if index.step not in (None, 1) and new:
            expected = len(self._items[index])
            if expected != len(new):
                raise ValueError(f"attempt to assign bytes of size {len(new)} to extended slice of size {expected}")
        if index.step not in (None, 1) and not new:
            del self._items[index]
        else:
            self._items[index] = new

    def __delitem__(self, index):
        del self._items[index if isinstance(index, slice) else self._checked(index)]

    def append(self, item, /):
        self._items.append(_byte(item))

    def insert(self, index, item, /):
        self._items.insert(index, _byte(item))

    def extend(self, iterable_of_ints, /):
        if not _is_iterable(iterable_of_ints):
            raise TypeError(f"can't extend bytearray with {type(iterable_of_ints).__name__}")
        self._items.extend(_numbers(iterable_of_ints))

    def pop(self, index=-1, /):
        if not self._items:
            raise IndexError("pop from empty bytearray")
        return self._items.pop(index)

    def remove(self, value, /):
        if _byte(value) not in self._items:
            raise ValueError("value not found in bytearray")
        self._items.remove(value)

    def clear(self):
        self._items.clear()

    def reverse(self):
        self._items.reverse()

    def copy(self):
        return bytearray(self)

    def join(self, iterable_of_bytes, /):
        return bytearray(bytes(self).join(iterable_of_bytes))

    def _with(self, other, operation):
        if not isinstance(other, (bytes, bytearray)):
            raise TypeError(f"can't concat {type(other).__name__} to bytearray")
        return operation(_numbers(other))

    def __add__(self, other):
        return self._with(other, lambda more: bytearray(self._items + more))

    def __radd__(self, other):
        return other + bytes(self) if isinstance(other, bytes) else NotImplemented

    def __iadd__(self, other):
        self._with(other, self._items.extend)
        return self

    def __mul__(self, count):
        if not hasattr(type(count), "__index__"):
            raise TypeError(f"can't multiply sequence by non-int of type {type(count).__name__!r}")
        return bytearray(self._items * operator.index(count))

    __rmul__ = __mul__

    def __mod__(self, values):
        return bytearray(bytes(self) % values)

    def __imul__(self, count):
        self._items = (self * count)._items
        return self

    def __eq__(self, other):
        return self._compared(other, operator.eq)

    def __lt__(self, other):
        return self._compared(other, operator.lt)

    def __le__(self, other):
        return self._compared(other, operator.le)

    def __gt__(self, other):
        return self._compared(other, operator.gt)

    def __ge__(self, other):
        return self._compared(other, operator.ge)

    def _compared(self, other, compare):
        return compare(bytes(self), _plain(other)) if isinstance(other, (bytes, bytearray)) else NotImplemented

    def __copy__(self):
        return bytearray(self)

    def __deepcopy__(self, memo):
        return bytearray(self)


def _wrapped(value):
    """What a method of `bytes` gives, as `bytearray` gives it."""
    if isinstance(value, bytes):
        return bytearray(value)
    if isinstance(value, (list, tuple)):
        return type(value)([_wrapped(part) for part in value])
    return value


def _method_of_bytes(name):
    function = getattr(bytes, name)

    def method(self, *args, **keywords):
        return _wrapped(function(bytes(self), *[_plain(value) for value in args], **keywords))

    method.__name__ = name
    method.__qualname__ = f"bytearray.{name}"
    return method


for _name in (
    "capitalize center count decode endswith expandtabs find hex index isalnum isalpha isascii isdigit islower isspace "
    "istitle isupper ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition "
    "rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill"
).split():
    setattr(bytearray, _name, _method_of_bytes(_name))
