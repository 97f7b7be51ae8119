numbers = [3, 1, 2]
numbers.append(4)
numbers.extend((5, 6))
numbers.insert(1, 9)
numbers[2:4] = [7, 7, 7]
del numbers[0], numbers[-1]
print(numbers, numbers.index(7), numbers.count(7), numbers.pop(), sorted(numbers, reverse=True), numbers[::2])
numbers.sort(key=lambda n: -n)
numbers.reverse()
print(numbers, [1, 2] + [3], [0] * 3, [1, [2, 3]] == [1, [2, 3]], [1, 2] < [1, 3], min([4, 2]), max("ab", "c", key=len))
first, *middle, last = range(6)
(a, b), [c, *d] = (1, 2), "xyz"
print(first, middle, last, a, b, c, d, [*range(3), *"ab"], {**{"a": 1}, "b": 2}, (*[1], 2))
table = {"b": 2, "a": 1}
table.update(c=3)
table.setdefault("d", []).append(4)
print(table, list(table), table.get("z", 0), table.pop("b"), sorted(table.items(), key=str), "a" in table, len(table))
print({k: v for v, k in enumerate("abc")}, dict(zip("xy", [1, 2])), dict([("k", "v")], w=1), table | {"a": 0}, dict.fromkeys("ab", 0))
letters = set("hello")
print(sorted(letters), sorted(letters & {"h", "x"}), sorted(letters | {"z"}), sorted(letters - {"l"}), sorted(letters ^ {"h", "q"}))
print(len({1, 1.0, True}), {1, 2} <= {1, 2, 3}, {1}.isdisjoint({2}), frozenset([1]) == {1}, set(), {x % 3 for x in range(9)} == {0, 1, 2})
print([x * y for x in range(4) if x % 2 for y in range(3) if y], sum(x for x in range(10)), any(x > 3 for x in [1, 5]), all([]))
print([[row[i] for row in [[1, 2], [3, 4]]] for i in range(2)], list(map(str, [1, 2])), list(filter(None, [0, 1, "", "a"])))
print(list(zip([1, 2, 3], "ab")), list(enumerate("ab", 1)), list(reversed([1, 2])), list(range(10, 0, -3)), tuple(range(3)))
lazy = (print("made", x) or x for x in range(3))
print(next(lazy), next(lazy, None))
print((n := 5) + n, [y := 1, y + 1], 1 if n > 3 else 0, 1 < n < 10, not n, n and "yes", None or "default")
nested = {"list": [1, {"k": (1, 2)}], "none": None, "t": True}
print(nested, str(nested), nested["list"][1]["k"][-1])
circle = [1]
circle.append(circle)
print(circle)
total = 0
for key, (left, right) in {"a": (1, 2), "b": (3, 4)}.items():
    total += left * right
print(total, isinstance(total, int), type(total).__name__, callable(print), divmod(-7, 2), abs(-3), pow(2, 10, 1000))
