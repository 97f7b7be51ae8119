"""Our `codecs`."""

import builtins
import _system

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_UTF16_LE = BOM_LE = b"\xff\xfe"
BOM_UTF16_BE = BOM_BE = b"\xfe\xff"


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    if encoding is None:
        return builtins.open(filename, mode)
    return builtins.open(filename, mode.replace("b", "").replace("U", "") or "r", encoding=encoding, errors=errors,
                         newline="")


def _rotated(text):
    letters = []
    for letter in text:
        for start in ("a", "A"):
            offset = ord(letter) - ord(start)
            if 0 <= offset < 26:
                letter = chr(ord(start) + (offset + 13) % 26)
                break
        letters.append(letter)
    return "".join(letters)


def encode(obj, encoding="utf-8", errors="strict"):
    if encoding in ("rot13", "rot_13"):
        return _rotated(obj)
    if encoding in ("hex", "hex_codec"):
        return obj.hex().encode()
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    if encoding in ("rot13", "rot_13"):
        return _rotated(obj)
    if encoding in ("hex", "hex_codec"):
        return bytes.fromhex(obj.decode() if isinstance(obj, bytes) else obj)
    if isinstance(obj, str) and encoding.replace("-", "_") in ("unicode_escape", "raw_unicode_escape"):
        obj = obj.encode()
    return obj.decode(encoding, errors)


class CodecInfo:
    def __init__(self, name):
        self.name = name

    def encode(self, text, errors="strict"):
        return text.encode(self.name, errors), len(text)

    def decode(self, data, errors="strict"):
        return data.decode(self.name, errors), len(data)


def lookup(encoding):
    try:
        "".encode(encoding)
    except LookupError:
        raise LookupError(f"unknown encoding: {encoding}")
    return CodecInfo(encoding.lower().replace("_", "-"))


def getreader(encoding):
    return lambda stream, errors="strict": stream


def getwriter(encoding):
    return lambda stream, errors="strict": stream


def register(search_function):
    _system.refuse("`codecs.register` adds an encoding, which is not supported")
