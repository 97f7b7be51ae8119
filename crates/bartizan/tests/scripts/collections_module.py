import collections
import json
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping, Sequence, Sized

# defaultdict
groups = defaultdict(list)
for name, zone in [("web", "dmz"), ("db", "lan"), ("cache", "lan")]:
    groups[zone].append(name)
print(groups, dict(groups), len(groups), "dmz" in groups, groups.get("none"))
counts = defaultdict(int)
for letter in "abca":
    counts[letter] += 1
print(sorted(counts.items()), isinstance(counts, dict), type(counts), type(counts).__name__)
nested = defaultdict(lambda: defaultdict(set))
nested["a"]["b"].add(1)
print(nested["a"]["b"], json.dumps({k: {i: list(s) for i, s in v.items()} for k, v in nested.items()}))
print(groups.default_factory is list, groups.copy()["new"], "new" in groups, json.dumps(groups))
try:
    defaultdict()["x"]
except KeyError as error:
    print("KeyError", error)
try:
    defaultdict(3)
except TypeError as error:
    print(error)
print(defaultdict(int, a=1), defaultdict(list, {"x": [1]}) == {"x": [1]}, {**groups})

# Counter
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], sum(c.values()), c.total(), sorted(c.elements()))
print(Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=2))
print(Counter(a=3, b=1) & Counter(a=1, b=2), Counter(a=3, b=1) | Counter(a=1, b=2))
c.update("zz")
c.update({"z": 3}, q=1)
c.subtract(["a", "a"])
print(c["z"], c["q"], c["a"], Counter(), Counter({"x": 2}).most_common(), isinstance(c, Counter))
total = Counter()
total += Counter("aab")
total["b"] += 2
del total["a"]
print(total, "a" in total, total == {"b": 3})
print(Counter(a=1, b=0) == Counter(a=1), Counter(a=1) == Counter(a=2), Counter(a=1) != Counter(b=1))
for word, number in Counter(["x", "y", "x"]).most_common():
    print(word, number)

# OrderedDict
o = OrderedDict([("b", 1), ("a", 2)])
o["c"] = 3
o.move_to_end("b")
print(o, list(o), o.popitem(last=False), o.popitem(), OrderedDict(), OrderedDict.fromkeys("xyx"))
o.move_to_end("b", last=False) if "b" in o else print("gone")
print(OrderedDict(a=1) == {"a": 1}, list(reversed(OrderedDict(a=1, b=2))))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))

# namedtuple
Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
x, y = p
print(p, p.x, p[1], x + y, p._asdict(), p._replace(x=5), Point._fields, len(p), p == (1, 2), Point._make([3, 4]))
print(isinstance(p, tuple), isinstance(p, Point), tuple(p), {p: 1}[(1, 2)], p < Point(1, 3), Point.__name__)
Host = namedtuple("Host", "name port tls", defaults=[443, True])
print(Host("a"), Host("b", 80, tls=False), Host._field_defaults, [h.name for h in map(Host._make, [("c", 1, 2)])])
for call in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, 2, z=3), lambda: p._replace(q=1),
             lambda: namedtuple("A", "a a"), lambda: namedtuple("A", "class"), lambda: namedtuple("A", "_a"), lambda: p.z):
    try:
        call()
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    p.x = 3
except AttributeError as error:
    print(error)
print(namedtuple("R", "a class a", rename=True)._fields)


class Service(namedtuple("Service", "name, port")):
    __slots__ = ()

    def url(self):
        return f"https://{self.name}:{self.port}"

    @property
    def label(self):
        return self.name.upper()

    def __str__(self):
        return "service " + self.name


s = Service("shop", 8443)
print(s.url(), s.label, s, repr(s), [s], s._replace(port=1).url(), isinstance(s, Service), sorted([s, Service("a", 1)]))
print(json.dumps(p), "%s/%s" % p, "{0.x}".format(p), f"{p.y:>3}", [*p], max(p), hash(p) == hash((1, 2)))
print(getattr(p, "x"), hasattr(p, "z"), p + (3,), p[:1], list(zip(Point._fields, p)))

# deque
d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
print(d, list(d), d.maxlen, len(d), d[0], d[-1], 2 in d, deque("ab"))
d.rotate(1)
print(d, d.popleft(), d.pop(), d, bool(deque()), deque([1]) == deque([1]))
queue = deque(["a"])
seen = []
while queue:
    node = queue.popleft()
    seen.append(node)
    if len(node) < 3:
        queue.extend([node + "b", node + "c"])
print(seen, len(queue))
try:
    deque().popleft()
except IndexError as error:
    print(error)
q = deque(range(5))
q.extendleft([9, 8])
q.remove(3)
q.rotate(-2)
print(q, q.index(4), q.count(9), list(reversed(q)))

# ChainMap
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], m.get("c", 0), dict(m), len(m), "b" in m, m)
m["b"] = 9
print(m.maps, m.new_child({"z": 1})["z"], m.parents["b"])

# collections.abc
print(isinstance([], Iterable), isinstance({}, Mapping), isinstance(groups, Mapping), isinstance("a", Sequence))
print(isinstance(len, Callable), isinstance([], Hashable), isinstance((), Hashable), isinstance(5, Iterable))
print(isinstance(iter([]), Iterator), isinstance([], Iterator), isinstance({1}, Sized), isinstance({}, Sequence))


class Box:
    def __iter__(self):
        return iter([1, 2])

    def __len__(self):
        return 2


class Table(MutableMapping):
    def __init__(self):
        self.rows = {}

    def __getitem__(self, key):
        return self.rows[key]

    def __setitem__(self, key, value):
        self.rows[key] = value

    def __delitem__(self, key):
        del self.rows[key]

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


t = Table()
t.update({"a": 1}, b=2)
print(isinstance(Box(), Iterable), isinstance(Box(), Sized), isinstance(Box(), Mapping), isinstance(t, Mapping))
print(t.get("a"), t.get("z", 0), "b" in t, sorted(t.items()), t.pop("a"), len(t), dict(t), t.setdefault("n", 4))


def annotated(values: Iterable[int], how: "Callable[[int], int] | None" = None) -> Mapping[str, int]:
    return {str(value): value for value in values}


print(annotated([1]), collections.abc.Mapping is Mapping)
