"""Our `html`."""

import _entities

_names = {}

# What numbers mean that HTML reads as Windows-1252.
_WINDOWS = dict(zip(range(0x80, 0xA0), "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"))
_DIGITS = "0123456789"
_HEXADECIMAL = "0123456789abcdefABCDEF"
_END_OF_NAME = "\t\n\f <&#;"
_LONGEST = 32


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


def unescape(s):
    first, *rest = s.split("&")
    return "".join([first, *map(_reference, rest)])


def _reference(text):
    """The text behind a `&`, with what it names in place of the name."""
    if text.startswith("#"):
        return _number(text)
    end = 0
    while end < len(text) and end < _LONGEST and text[end] not in _END_OF_NAME:
        end += 1
    if end == 0:
        return "&" + text
    if not _names:
        _names.update(_entities.named())
    if text[end:end + 1] == ";" and text[:end + 1] in _names:
        return _names[text[:end + 1]] + text[end + 1:]
    while end > 1:
        if text[:end] in _names:
            return _names[text[:end]] + text[end:]
        end -= 1
    return "&" + text


def _number(text):
    is_hexadecimal = text[1:2] in ("x", "X")
    start = 2 if is_hexadecimal else 1
    digits = _HEXADECIMAL if is_hexadecimal else _DIGITS
    end = start
    while end < len(text) and text[end] in digits:
        end += 1
    if end == start:
        return "&" + text
    number = int(text[start:end], 16 if is_hexadecimal else 10)
    return _character(number) + text[end + (text[end:end + 1] == ";"):]


def _character(number):
    if number in _WINDOWS:
        return _WINDOWS[number]
    if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        return "\ufffd"
    is_control = 0x1 <= number <= 0x8 or number == 0xB or 0xE <= number <= 0x1F or number == 0x7F
    if is_control or 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE:
        return ""
    return chr(number)
