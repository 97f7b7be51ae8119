"""The class `bytearray`."""

import copy


def att(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
b = bytearray(b"ab")
att(lambda: b.append(256)); att(lambda: b.append("a")); att(lambda: b.append(-1)); att(lambda: b.extend("ab")); att(lambda: b.extend(3)); att(lambda: b.extend([300]))
att(lambda: bytearray("a")); att(lambda: bytearray(-1)); att(lambda: bytearray([256])); att(lambda: bytearray(1.5)); att(lambda: bytearray(["a"]));att(lambda: bytearray(1,"x"));att(lambda: bytearray(None))
att(lambda: b[5]); att(lambda: b["a"]); att(lambda: b.pop(9)); att(lambda: bytearray().pop()); att(lambda: b.remove(7)); att(lambda: b.index(7)); att(lambda: hash(b)); att(lambda: b + "a"); att(lambda: b + [1]); att(lambda: b * 1.5); att(lambda: b < 3); att(lambda: b < b"b"); att(lambda: b.join(["a"]));


def si(i,v): b[i]=v
att(lambda: si(0,256)); att(lambda: si(0,"a")); att(lambda: si(9,1)); att(lambda: si(slice(0,2,2),b"zzz")); att(lambda: si(slice(0,1),5)); att(lambda: si(slice(0,1),"a"));att(lambda: si("a",1));att(lambda: si(0,1.5));
att(lambda: b.insert(0,256)); att(lambda: b.remove(300)); att(lambda: 300 in b); att(lambda: "a" in b); att(lambda: b.nope)
att(lambda: b"a" + b); att(lambda: b + b"a"); att(lambda: b"a".join([b, b])); att(lambda: b == [97,98]); att(lambda: [1] + b); att(lambda: "a" + b); att(lambda: b - b)

print(bytearray(), bytearray(3), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(b"x"), bytearray(bytearray(b"y")))
b = bytearray(b"hello")
b.append(33)
b.extend(b" you")
b.extend([65, 66])
b.extend(bytearray(b"z"))
b[0] = 72
b[1:3] = b"EEE"
print(b, len(b), b[0], b[-1], b[1:4], b[::2], type(b[1:2]), b.decode(), str(b), repr(b))
del b[0]
del b[1:3]
b[::2] = b"-" * len(b[::2])
print(b, b.pop(), b.pop(0), b)
b.insert(1, 7)
b.remove(7)
b.reverse()
b += b"++"
b *= 2
print(b, list(b)[:3], 43 in b, b"++" in b, bytearray(b"no") in b, sum(b))
print(b == bytes(b), bytes(b) == b, b != b"", b == bytearray(b), b == "x", b > b"", sorted([bytearray(b"b"), bytearray(b"a")]))
print(b.upper(), b.split(b"+"), b.find(b"+"), b.replace(b"+", b"p"), b.hex(), b.startswith((b"u", bytearray(b"-"))), b.partition(b"+"))
print(b.strip(b"+"), bytearray(b",").join([b"a", bytearray(b"b")]), bytearray.fromhex("0aff"), b.isalpha(), b.copy() is b)
print(isinstance(b, bytearray), isinstance(b, bytes), isinstance(b"", (bytes, bytearray)), bytearray, type(b).__name__)
print(bytes(bytearray(b"q")), b"a" * 2 + bytearray(b"b"), 2 * bytearray(b"r"), bool(bytearray()), bool(b), copy.copy(b) == b)
print(bytearray(b"a") + bytearray(b"b"), [*bytearray(b"ab")], bytearray(range(3)), bytearray(True), int("5"), f"{b!r}")
b.clear()
print(b, max(bytearray(b"az")), b"%b" if False else b"", bytearray(b"abc")[::-1])

import base64
import hashlib
import io
import json

data = bytearray(b'{"a": 1}')
print(json.loads(data), base64.b64encode(data), hashlib.sha256(data).hexdigest() == hashlib.sha256(bytes(data)).hexdigest())
print(json.loads(bytes(data)), b"-".join([data, b"x"]), base64.b64decode(bytearray(b"YQ==")))

import struct
import zlib

four = bytearray(b"\1\2\3\4")
stream = io.BytesIO(four)
stream.write(bytearray(b"+"))
print(struct.unpack("<I", four), int.from_bytes(four, "big"), str(four, "latin-1") == "\1\2\3\4", zlib.crc32(four), stream.getvalue())
