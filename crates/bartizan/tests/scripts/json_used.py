"""json, all of it."""

import collections
import dataclasses
import enum
import io
import json
from decimal import Decimal
from json.decoder import JSONDecodeError


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, error)


@dataclasses.dataclass
class Point:
    x: int
    y: int


class Color(enum.IntEnum):
    RED = 1


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set):
            return sorted(o)
        if dataclasses.is_dataclass(o):
            return dataclasses.asdict(o)
        return super().default(o)


class Old(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex_like):
            return [1, 2]
        return json.JSONEncoder.default(self, o)


class complex_like:
    pass


class Upper(json.JSONEncoder):
    def encode(self, o):
        return super().encode(o).upper()


VALUE = {"b": [1, 2.5, None, True, False, "é\u4e00\U0001f600\n\t\"\\\x00/"], "a": {}, "c": [], "d": (1, 2), "e": {"k": {"l": [[]]}}, 1: 2, None: 3, True: 4, 1.5: 5, "n": [float("inf"), -1e100, 1e16, 1e-7, 10 ** 25]}
for options in [{}, {"indent": 2}, {"indent": 0}, {"indent": "\t"}, {"separators": (",", ":")}, {"ensure_ascii": False}, {"indent": 1, "separators": (", ", " = ")}, {"check_circular": False}]:
    print(json.dumps(VALUE, **options))
print(json.dumps({"b": 1, "a": 2, "c": {"z": 1, "y": 2}}, sort_keys=True), json.dumps([Color.RED, {Color.RED: 1}]), json.dumps(collections.OrderedDict(x=1)), json.dumps(collections.Counter("aab")), json.dumps({(1, 2): 3, "k": 1}, skipkeys=True), json.dumps("x"), json.dumps(None), json.dumps(collections.namedtuple("N", "a b")(1, 2)))
print(json.dumps({"s": {3, 1}, "p": Point(1, 2)}, cls=Encoder), json.dumps([complex_like()], cls=Old, indent=1), json.dumps(["abc"], cls=Upper), Encoder(indent=None, sort_keys=True).encode({"b": {2}, "a": 1}), "".join(json.JSONEncoder().iterencode([1, {"a": None}])), json.dumps({1, 2}, default=list), json.dumps(Point(1, 2), default=vars), json.dumps(Point(1, 2), default=lambda o: o.__dict__, cls=Encoder))
for value, options in [({1, 2}, {}), (Point(1, 2), {}), ({(1,): 2}, {}), (float("nan"), {"allow_nan": False}), ({"b": 1, 2: 3}, {"sort_keys": True}), (object, {}), (b"x", {}), (Decimal(1), {}), ([complex_like()], {"cls": Encoder}), ({1: {2: {3}}}, {})]:
    attempt(json.dumps, value, **options)
loop = []
loop.append(loop)
attempt(json.dumps, loop)
attempt(json.dumps, [1], unknown=2)
attempt(json.dumps)
attempt(lambda: json.dumps([1], 2))
for text in ['{"a": [1, -2, 3.5, 1e5, 1E-2, true, false, null], "b": "\\u00e9\\ud83d\\ude00\\n\\/"}', "[]", " {} ", '"x"', "12", "-0", "-0.0", "NaN", "[Infinity, -Infinity]", "123456789012345678901234567890", '{"a": 1, "a": 2}', "\t[1 , 2]\n", b'{"x": "\xc3\xa9"}']:
    print(repr(json.loads(text)))
for text in ["", " ", "{", "[", "[1", "[1,", "[1,]", '{"a"', '{"a":', '{"a": 1', '{"a": 1,', '{"a": 1,}', "{a: 1}", "{'a': 1}", "nul", "tru", "[1 2]", "1 2", '"abc', '"\\x"', '"\\u12"', '"a\nb"', "01", "1.", "-", "+1", ".5", "{1: 2}", '{"a" 1}', "[1]\n\n x", "\ufeff[]", "é", '["a",\n "b" "c"]', "{,}", "[,]", "1e", "--1", "'x'", "\x00"]:
    try:
        print(json.loads(text))
    except JSONDecodeError as error:
        print(repr(text), "|", error, "|", error.msg, error.pos, error.lineno, error.colno, error.doc == text, isinstance(error, ValueError))
print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())), json.loads('{"a": 1, "b": {"a": 2, "a": 3}}', object_pairs_hook=lambda p: p), json.loads("[1.5, 2, NaN]", parse_float=Decimal, parse_int=str, parse_constant=lambda c: "<" + c + ">"), json.loads('"a\nb"', strict=False), json.loads('{"b": 1, "a": 2}', object_pairs_hook=collections.OrderedDict))
print(json.JSONDecoder().decode("[1]"), json.JSONDecoder().raw_decode("[1] rest"), json.JSONDecoder().raw_decode("é{}x", 1), json.JSONDecoder(object_hook=len).decode('{"a": 1}'), json.loads('{"x": 1}', cls=json.JSONDecoder))
attempt(json.JSONDecoder().raw_decode, " 1")
attempt(json.JSONDecoder().raw_decode, "")
attempt(json.loads, None)
attempt(json.loads, 5)
attempt(json.loads, "1", unknown=2)
attempt(JSONDecodeError, "message", "a\nbc", 3)
stream = io.StringIO()
json.dump({"a": [1]}, stream, indent=1)
print(stream.getvalue(), json.load(io.StringIO(stream.getvalue())), json.load(io.BytesIO(b"[1]")), json.decoder.JSONDecodeError is json.JSONDecodeError, json.encoder.JSONEncoder is json.JSONEncoder)
