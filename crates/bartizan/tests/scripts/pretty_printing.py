"""pprint: values on several lines."""

import collections
import dataclasses
import io
import pprint


@dataclasses.dataclass
class Point:
    x: int
    y: object
    name: str = "a name that is rather long, so that it does not fit"
    hidden: int = dataclasses.field(default=1, repr=False)


@dataclasses.dataclass
class Own:
    x: int

    def __repr__(self):
        return "Own with a representation of its own that is much too long to fit on a line of eighty characters"


class Plain:
    def __repr__(self):
        return "<plain " + "p" * 90 + ">"


Named = collections.namedtuple("Named", "first second")
words = ["spam", "eggs", "lumberjack", "knights", "ni", "a considerably longer text than the others", "x"]
VALUES = [
    1, "short", [], {}, (), set(), frozenset(), [1, 2, 3], {"b": 1, "a": 2}, (1,), {1, 2, 3}, None, 1.5, b"bytes", True,
    list(range(40)), tuple(range(40)), set(range(40)), frozenset(range(40)), {i: i * i for i in range(20)},
    {"key": words * 3, "another": {"nested": words, "more": (words, set(words[:1]))}}, [words, words, [words]],
    "a long text with many words that does not fit on one line, and so has to be broken into several pieces, as it were",
    "lines\nof text\n" * 8, "x" * 200, ["x" * 100, "y y " * 40], {"text": "word " * 40}, "   leading and " * 10, "tab\tquote' \" é\u4e00 " * 8,
    b"some bytes that are quite long, and so do not fit on a line of eighty characters" * 2, [b"abc" * 40], {"b": b"\x00\xff" * 40},
    {1: "a", "b": 2, (1, 2): 3, None: 4}, [1, "a", None, 2.5, (1, [2, {3: [4]}])],
    Point(1, [1, 2, 3]), Point(list(range(50)), {"k": words}), [Point(1, Point(2, Point(3, words)))], Own(1), [Own(1)], Plain(), [Plain(), 1],
    Named(1, 2), Named(words, words), [Named(words, words)],
    collections.OrderedDict([("z", words), ("a", 1)]), collections.OrderedDict(), collections.defaultdict(list, {"a": words, "b": words}), collections.defaultdict(int),
    collections.Counter("abracadabra" * 3), collections.Counter({word: 5 for word in words}), collections.deque(words), collections.deque(words, maxlen=10), collections.deque([1]),
    {"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}, [[[[[[[[1]]]]]]]], {"longer key " * 5: {"inner key " * 4: [1, 2, 3]}}, [("a" * 30, "b" * 30, "c" * 30)] * 2, ([1] * 60,),
    [{"name": "Web Server", "controls": {"isHardened": True, "encoding": ["utf-8", "latin-1"]}, "threats": ["INP01", "INP02", "CR01"]}] * 2,
]
OPTIONS = [{}, {"width": 30}, {"indent": 4, "width": 50}, {"compact": True, "width": 40}, {"depth": 2}, {"sort_dicts": False}]
for options in OPTIONS:
    print("=====", options)
    for value in VALUES:
        try:
            print(pprint.pformat(value, **options))
        except TypeError as error:
            print(error)
pprint.pprint({"b": 1, "a": [1234567]}, underscore_numbers=True)
pprint.pprint(words, width=30, compact=True)
pprint.pp({"b": 1, "a": 2})
stream = io.StringIO()
pprint.pprint({"x": words}, stream, 2, 40)
pprint.PrettyPrinter(stream=stream, width=20).pprint(words)
print(stream.getvalue())
print(pprint.saferepr({"b": [1], "a": 2}), pprint.isreadable([1, "a"]), pprint.isreadable(Plain()), pprint.isrecursive([1]))
loop = [1]
loop.append(loop)
text = pprint.pformat(loop)
print(text[:25], pprint.isrecursive(loop), pprint.isreadable(loop), pprint.saferepr(loop)[:20])
for options in ({"indent": -1}, {"depth": 0}, {"width": 0}):
    try:
        pprint.PrettyPrinter(**options)
    except ValueError as error:
        print(error)
pprint.pprint("hello")
pprint.pprint(12)
