"""Bytes: methods, conversion, numbers made of them."""


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, error)


data = b"  One,two,,three\r\nfour\n"
for method in ("split", "rsplit", "splitlines", "strip", "lstrip", "rstrip", "upper", "lower", "title", "capitalize",
               "swapcase", "hex", "isdigit", "isalpha", "isalnum", "isspace", "isascii", "isupper", "islower", "istitle",
               "expandtabs", "decode"):
    attempt(getattr(data, method))
    attempt(getattr(b"", method))
for method, arguments in [
    ("split", (b",",)), ("split", (b",", 1)), ("rsplit", (b",", 1)), ("rsplit", (None, 1)), ("split", (None, 1)),
    ("split", (",",)), ("split", (b"",)), ("splitlines", (True,)), ("partition", (b",",)), ("rpartition", (b",",)),
    ("partition", (b"x",)), ("rpartition", (b"x",)), ("partition", (",",)), ("find", (b"two",)), ("find", (44,)),
    ("find", (b"two", 7)), ("rfind", (b",",)), ("rfind", (b",", 0, 8)), ("index", (b"z",)), ("rindex", (b"z",)),
    ("index", (b"o", -8)), ("find", ("o",)), ("find", (300,)), ("count", (b",",)), ("count", (b"",)),
    ("count", (111,)), ("find", (b"", 100)), ("find", (b"", 23)), ("startswith", (b"  O",)),
    ("startswith", ((b"x", b"One"), 2)), ("endswith", (b"four", 0, -1)), ("endswith", ("x",)), ("startswith", (("x",),)),
    ("replace", (b",", b"; ")), ("replace", (b"", b"-", 3)), ("replace", (b",", b"", 1)), ("replace", ("a", b"b")),
    ("strip", (b" \nOr",)), ("strip", ("x",)), ("removeprefix", (b"  ",)), ("removesuffix", (b"\n",)),
    ("removesuffix", (b"z",)), ("center", (29,)), ("center", (28, b"*")), ("center", (29, b"*")), ("ljust", (26, b".")),
    ("rjust", (26, b".")), ("ljust", (26, "."),), ("zfill", (28,)), ("translate", (None, b"o,")),
    ("translate", (bytes.maketrans(b"oO", b"0Q"), b"e")), ("translate", (b"x",)), ("hex", (":",)), ("hex", ("-", 4)),
    ("hex", ("-", -4)), ("hex", ("--",)), ("hex", (b"_", 3)),
]:
    attempt(getattr(data, method), *arguments)
for number in (b"-12", b"+12", b"12", b""):
    attempt(number.zfill, 6)
for width in range(8):
    attempt(b"abc".center, width, b"*")
    attempt(b"ab".center, width, b"*")
attempt(b", ".join, [b"a", b"b"])
attempt(b"".join, [])
attempt(b"-".join, [b"a", "b"])
attempt(b"-".join, b"ab")
attempt(b"a\tbc\td".expandtabs, 4)
attempt(b"a\tbc\td".expandtabs, 0)
print(b"ab" * 3, 2 * b"ab", b"ab" + b"cd", b"b" in b"abc", 98 in b"abc", b"" in b"", b"abc"[-1], b"abc"[::-1])
attempt(lambda: "a" in b"abc")
attempt(lambda: 256 in b"abc")
print([byte for byte in b"\x00a\xff"], list(reversed(b"abc")), b"a" < b"b" <= b"ba", max(b"abc"), sorted(b"cab"))
print(bytes.fromhex("00 ff\n1A"), bytes.fromhex(""), b"".fromhex("61"))
for text in ("0", "0g", "0 0", "zz", "00 é"):
    attempt(bytes.fromhex, text)
attempt(bytes.fromhex, b"00")
attempt(bytes.maketrans, b"a", b"")
print(bytes(3), bytes([1, 2, 255]), bytes(range(3)), bytes("é", "utf-8"), bytes(b"x"), bytes())
attempt(bytes, [256])
attempt(bytes, -1)
attempt(bytes, "x")
print(int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\x01\x00", "little"), int.from_bytes(b"\xff\xfe", "big", signed=True),
      int.from_bytes(b"\xff\xfe", "little", signed=True), int.from_bytes([1, 2], "big"), int.from_bytes(b""), (5).from_bytes(b"a"))
print(int.from_bytes(bytes(range(1, 30)), "big"), bool.from_bytes(b"\x01", "big") == 1)
attempt(int.from_bytes, b"a", "middle")
attempt(int.from_bytes, "a", "big")
attempt(int.from_bytes, 5, "big")
for number, length, order, signed in [
    (1024, 2, "big", False), (1024, 4, "little", False), (-1, 2, "big", True), (-129, 2, "little", True), (127, 1, "big", True),
    (128, 1, "big", True), (-128, 1, "big", True), (256, 1, "big", False), (-1, 1, "big", False), (0, 0, "big", False),
]:
    attempt(number.to_bytes, length, order, signed=signed)
print((2 ** 90 + 5).to_bytes(12, "big"), (7).to_bytes())
print(b"caf\xc3\xa9".decode(), b"caf\xc3".decode(errors="replace"), b"caf\xc3\xa9".decode("ascii", "ignore"), b"\xe9".decode("latin-1"))
print(str(b"abc", "utf-8"), repr(b"a'b\"\\\n\x00\xff"), hash(b"a") == hash(b"a"), {b"a": 1}[b"a"], b"a" == "a")
for number in (0.0, -0.0, 1.0, -1.5, 0.1, 1e308, 5e-324, 2.2250738585072014e-308, float("inf"), float("-inf")):
    print(number.hex(), float.fromhex(number.hex()) == number)
for text in ("0x1.8p3", "1.8", "-0X.8p-1", "inf", " 0x10 ", "0x1p-1080", "0x1.fffffffffffffp1023", "abc", "0x1p1024", "", "0x", "x"):
    attempt(float.fromhex, text)
for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "ascii"):
    for text in ("abc", "caf\u00e9", "\U0001f600", ""):
        for errors in ("replace", "ignore", "backslashreplace", "xmlcharrefreplace"):
            data = text.encode(encoding, errors)
            print(encoding, ascii(text), errors, data, ascii(data.decode(encoding)))
for errors in ("replace", "ignore", "backslashreplace"):
    print(ascii(b"a\xff\xfeb\xc3".decode("utf-8", errors)), ascii(b"a\xffb".decode("ascii", errors)))
print(b"\xef\xbb\xbfabc".decode("utf-8-sig"), b"abc".decode("utf-8-sig"), b"\xfe\xff\x00a".decode("utf-16"))
