"""struct."""

import struct


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, error)


for layout, values in [("bBhHiIlLqQ", (-1, 255, -2, 65535, -3, 4000000000, -4, 2 ** 63, -5, 2 ** 64 - 1)), ("<bBhHiIlLqQ", (-1, 255, -2, 65535, -3, 4000000000, -4, 2 ** 31, -5, 2 ** 64 - 1)), (">hIq", (1, 2, 3)), ("!H", (258,)), ("=if", (7, 1.5)), ("d?c", (0.1, True, b"x")),
                       ("5s3p2x", (b"ab", b"wxyz")), ("2h 3B", (1, 2, 3, 4, 5)), ("b0i", (1,)), ("nN", (-1, 1)), ("10s", (b"long enough to cut",)), ("", ()), ("3x", ()), ("f", (1e300,)), (">d", (float("-inf"),))]:
    packed = struct.pack(layout, *values)
    print(layout, struct.calcsize(layout), packed, struct.unpack(layout, packed))
print(struct.unpack_from("<H", b"\x01\x02\x03\x04", 1), struct.unpack_from("<H", b"\x01\x02\x03\x04", -2), list(struct.iter_unpack(">H", b"\x00\x01\x00\x02")), struct.unpack("<" + "B" * 3, bytes(3)), struct.pack(b"<i", 5))
for layout, values in [("b", (300,)), ("h", (70000,)), ("I", (-1,)), ("q", (2 ** 70,)), ("i", ("x",)), ("f", ("x",)), ("c", (5,)), ("s", ("x",)), ("ii", (1,)), ("z", (1,)), ("3", (1,)), ("i", (1.5,)), ("<l", (2 ** 40,)), ("<I", (2 ** 33,)), ("B", (-1,)), ("H", (-1,)), ("<h", (40000,)), ("<f", (1e300,)), ("n<", (1,))]:
    attempt(struct.pack, layout, *values)
attempt(struct.unpack, "i", b"x")
attempt(struct.unpack_from, "i", b"xxx", 0)
attempt(struct.unpack_from, "i", b"xxxxx", 3)
attempt(struct.unpack_from, "i", b"xxxxx", -9)
attempt(struct.iter_unpack, "i", b"xxxxx")
attempt(struct.unpack, "i", "text")
attempt(struct.calcsize, 5)
print(struct.error.__name__, issubclass(struct.error, Exception))
