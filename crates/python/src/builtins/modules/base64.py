"""Our `base64`: the alphabets of RFC 4648; base 85 is refused."""

import binascii
from _refused import refuse

_URL = bytes.maketrans(b"+/", b"-_")
_URL_BACK = bytes.maketrans(b"-_", b"+/")
_BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_BASE_32_HEX = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_LINE = 57


def _bytes_of(data):
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode("ascii")
    if type(data).__name__ == "bytearray":
        return bytes(data)
    if not isinstance(data, bytes):
        raise TypeError(f"argument should be a bytes-like object or ASCII string, not {type(data).__name__!r}")
    return data


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    data = _bytes_of(s)
    if altchars is not None:
        altchars = _bytes_of(altchars)
        assert len(altchars) == 2, repr(altchars)
        data = data.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(data, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(_URL)


def urlsafe_b64decode(s):
    return b64decode(_bytes_of(s).translate(_URL_BACK))


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    data = _bytes_of(s)
    if casefold:
        data = data.upper()
    if data.translate(None, b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(data)


def b32encode(s):
    return _encode_32(_BASE_32, s)


def b32hexencode(s):
    return _encode_32(_BASE_32_HEX, s)


def _encode_32(alphabet, data):
    letters = []
    for start in range(0, len(data), 5):
        group = data[start:start + 5]
        number = int.from_bytes(group.ljust(5, b"\0"), "big")
        used = (len(group) * 8 + 4) // 5
        text = "".join([alphabet[number >> shift & 31] for shift in range(35, -1, -5)])
        letters.append(text[:used] + "=" * (8 - used))
    return "".join(letters).encode()


def b32decode(s, casefold=False, map01=None):
    data = _bytes_of(s)
    if map01 is not None:
        data = data.translate(bytes.maketrans(b"01", b"O" + _bytes_of(map01)))
    return _decode_32(_BASE_32, data, casefold)


def b32hexdecode(s, casefold=False):
    return _decode_32(_BASE_32_HEX, _bytes_of(s), casefold)


def _decode_32(alphabet, data, casefold):
    if len(data) % 8:
        raise binascii.Error("Incorrect padding")
    text = (data.upper() if casefold else data).decode("latin-1").rstrip("=")
    padding = len(data) - len(text)
    if padding not in (0, 1, 3, 4, 6) or (padding and not text):
        raise binascii.Error("Incorrect padding")
    values = {letter: value for value, letter in enumerate(alphabet)}
    decoded = []
    for start in range(0, len(text), 8):
        number = 0
        for letter in text[start:start + 8].ljust(8, alphabet[0]):
            if letter not in values:
                raise binascii.Error("Non-base32 digit found")
            number = number << 5 | values[letter]
        decoded.append(number.to_bytes(5, "big"))
    whole = b"".join(decoded)
    return whole[:len(whole) - (padding * 5 + 7) // 8] if padding else whole


def encodebytes(s):
    return b"".join([binascii.b2a_base64(s[start:start + _LINE]) for start in range(0, len(s), _LINE)])


def decodebytes(s):
    if not isinstance(s, bytes):
        raise TypeError(f"expected bytes-like object, not {type(s).__name__}")
    return binascii.a2b_base64(s)


def a85encode(b, **options):
    refuse("base 85")


def a85decode(b, **options):
    refuse("base 85")


def b85encode(b, pad=False):
    refuse("base 85")


def b85decode(b):
    refuse("base 85")
