"""Methods that classes derived from those of `collections.abc` get."""


class Mapping:
    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return list(self)

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if hasattr(other, "items") else NotImplemented

    __hash__ = None


class MutableMapping(Mapping):
    get = Mapping.get
    __contains__ = Mapping.__contains__
    keys = Mapping.keys
    values = Mapping.values
    items = Mapping.items
    __eq__ = Mapping.__eq__
    __hash__ = None

    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def update(self, other=(), **keywords):
        entries = other.items() if hasattr(other, "items") else other
        for key, value in entries:
            self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def clear(self):
        for key in list(self):
            del self[key]


class Sequence:
    def __iter__(self):
        return iter([self[at] for at in range(len(self))])

    def __contains__(self, item):
        return any(known is item or known == item for known in self)

    def __reversed__(self):
        return iter([self[at] for at in reversed(range(len(self)))])

    def index(self, item):
        for at in range(len(self)):
            if self[at] == item:
                return at
        raise ValueError

    def count(self, item):
        return sum(1 for known in self if known is item or known == item)
