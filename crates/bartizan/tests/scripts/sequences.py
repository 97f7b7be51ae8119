"""Ranges, slices, unpacking, sets and dicts."""

r = range(10, 0, -3); print(r, list(r), len(r), r[1], r[-1], r[1:], r[::-1], 7 in r, r.index(4), r.count(4), r == range(10, -1, -3), hash(r) == hash(range(10, 0, -3)), bool(range(0)), range(3) == range(0, 3, 1), r.start, r.stop, r.step, list(reversed(r)), range(5)[1:3], min(r), sum(r), 5.0 in range(10), "a" in range(3))

l = list(range(10)); l[2:5] = [20]; print(l); l[::2] = [0] * len(l[::2]); print(l); del l[1::2]; print(l); l[1:1] = [7, 8]; print(l); l[-1:] = []; print(l); l[:] = [1, 2]; print(l, l * 2, l + [3], [1, 2, 3][::-1], [1, 2, 3][-2:], "abc"[::-1], "abcdef"[1:5:2], (1, 2, 3)[1:])
try: l[::2] = [1, 2, 3]
except ValueError as e: print(e)
print(slice(1, 5, 2).indices(4), slice(None, None, -1).indices(3), slice(1, 2), slice(3) == slice(None, 3, None), [1,2,3,4][slice(1, 3)])
try: slice(1, 2, 0).indices(5)
except ValueError as e: print(e)
a, *b = 1, 2, 3; *c, d = "xyz"; e, (f, *g), h = 1, (2, 3, 4), 5; print(a, b, c, d, e, f, g, h); [i, j] = 1, 2; (k,) = [9]; print(i, j, k)
x = y = []; x.append(1); print(y, x is y); a, b = b, a; print(a, b)
for i, (p, q) in enumerate([(1, 2), (3, 4)], start=1): print(i, p, q, end=";")
print(); print(*[1, 2], *"ab", sep="-", end="!\n"); print([*range(3), *"ab"], {*[1, 2], 3}, {**{"a": 1}, "b": 2, **{"a": 3}}, (*[1], 2))
def f(): return 1, *[2, 3]
print(f(), dict(zip("ab", [1, 2])), list(zip([1, 2], "ab", [True, False])), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])))
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, c = 1, 2
except ValueError as e: print(e)
try: a, *b, c = [1]
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
s = {3, 1, 2}; print({1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} < {1, 2}, {1} <= {1}, {1, 2}.issubset([1, 2, 3]), {1}.isdisjoint({2}), frozenset([1]) == {1}, set("aab") == {"a", "b"}, {1, 2}.union([3], [4]), len({1, 1.0, True}))
s |= {9}; s -= {1}; s &= {2, 3, 9}; s ^= {2}; print(sorted(s)); s.discard(99); s.update([1], [2]); print(sorted(s)); print({frozenset({1}): 1}[frozenset({1})], {True: "a", 1: "b"}, {1: "a", 1.0: "b"})
d = {"a": 1}; d |= {"b": 2}; print(d, d | {"c": 3}, d.keys() & {"a"}, d.items() - {("a", 1)}, list(reversed(d)), d.keys() == {"a", "b"}, dict.fromkeys("ab", 0), d.popitem(), d.get("zz"), d.setdefault("q", 5), {v: k for k, v in d.items()}, "a" in d.keys(), 1 in d.values(), len(d.items()))
print(sorted([3, 1, 2], reverse=True), sorted("bca"), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a")]), sorted(["B", "a"], key=str.lower), sorted([1, 2, 3], key=lambda x: -x), [3, 1].sort(), list(reversed([1, 2])))
