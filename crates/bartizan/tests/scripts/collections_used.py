"""`collections`."""

from collections import *
d = deque([1, 2, 3], maxlen=3); d.append(4); d.appendleft(0); print(d, d.maxlen, d[0], len(d)); d.rotate(1); print(d); d.extend([7, 8]); print(d, d.pop(), d.popleft(), list(reversed(d)), d.count(7), d.index(7) if 7 in d else None)
c = Counter("abracadabra"); print(c, c.most_common(2), c["z"], sum(c.values()), c + Counter("a"), c - Counter("aaaaa"), c & Counter("ab"), c | Counter("zz"), +Counter(a=-1, b=2), -Counter(a=-1), list(c.elements())[:3], c.total()); c.update("zz"); c.subtract("a"); print(c["z"], c["a"]); del c["a"]; print("a" in c, Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2))
o = OrderedDict(a=1, b=2, c=3); o.move_to_end("a"); o.move_to_end("c", last=False); print(o, o.popitem(last=False), list(o), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), o == {"b": 2, "a": 1}, list(reversed(o)))
m = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(m["a"], m["b"], m, dict(m), list(m), m.new_child({"c": 9})["c"], m.parents, m.maps, len(m)); m["z"] = 1; print(m.maps[0])
N = namedtuple("N", "a b c", defaults=[3]); n = N(1, 2); print(n, n._replace(a=9), n._asdict(), N._fields, N._field_defaults, n.index(2), n + (1,), n[1:], N._make([1, 2, 3]), n == (1, 2, 3), hash(n) == hash((1, 2, 3)), N.__name__, N.__doc__)
dd = defaultdict(int); dd["a"] += 1; print(dd, dd["q"], dd.default_factory, dict(dd)); dd2 = defaultdict(lambda: defaultdict(list)); dd2["a"]["b"].append(1); print(dd2["a"]["b"], "zz" in dd2)
class DS(defaultdict):
    def __missing__(self, k): self[k] = k * 2; return self[k]
print(DS()["ab"])
