"""Our `weakref`: nothing is freed before the end, so that each reference holds."""


class ref:
    def __init__(self, object, callback=None):
        self._object = object
        self.__callback__ = callback

    def __call__(self):
        return self._object

    def __eq__(self, other):
        return isinstance(other, ref) and self._object == other._object

    def __hash__(self):
        return hash(self._object)


ReferenceType = ref


class WeakMethod(ref):
    pass


def proxy(object, callback=None):
    return object


def getweakrefcount(object):
    return 0


def getweakrefs(object):
    return []


class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        self._call = (func, args, kwargs)
        self.alive = True
        self.atexit = True
        import atexit
        atexit.register(self)

    def __call__(self, _=None):
        if not self.alive:
            return None
        self.alive = False
        func, args, kwargs = self._call
        return func(*args, **kwargs)

    def detach(self):
        self.alive = False


class _Mapping:
    def __init__(self, other=(), /, **kwargs):
        self._items = dict(other, **kwargs)

    def __getitem__(self, key):
        return self._items[key]

    def __setitem__(self, key, value):
        self._items[key] = value

    def __delitem__(self, key):
        del self._items[key]

    def __contains__(self, key):
        return key in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def get(self, key, default=None):
        return self._items.get(key, default)

    def keys(self):
        return self._items.keys()

    def values(self):
        return self._items.values()

    def items(self):
        return self._items.items()

    def pop(self, key, *default):
        return self._items.pop(key, *default)

    def setdefault(self, key, default=None):
        return self._items.setdefault(key, default)

    def update(self, other=(), /, **kwargs):
        self._items.update(other, **kwargs)

    def clear(self):
        self._items.clear()

    def copy(self):
        return type(self)(self._items)


class WeakValueDictionary(_Mapping):
    pass


class WeakKeyDictionary(_Mapping):
    pass


class WeakSet:
    def __init__(self, data=()):
        self._items = set(data)

    def add(self, item):
        self._items.add(item)

    def discard(self, item):
        self._items.discard(item)

    def remove(self, item):
        self._items.remove(item)

    def __contains__(self, item):
        return item in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)
