"""Our `uuid`. What CPython makes of chance and the clock is made of a fixed sequence here: the same on every run."""

from enum import Enum
from hashlib import md5, sha1
from random import Random

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    "reserved for NCS compatibility",
    "specified in RFC 4122",
    "reserved for Microsoft compatibility",
    "reserved for future definition",
]

_WIDTHS = (32, 16, 16, 8, 8, 48)


class SafeUUID(Enum):
    safe = 0
    unsafe = -1
    unknown = None


class UUID:
    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *,
                 is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
        if hex is not None:
            int = _number_of_text(hex)
        if bytes_le is not None:
            bytes = _swapped(_sixteen(bytes_le, "bytes_le"))
        if bytes is not None:
            int = _number_of_bytes(_sixteen(bytes, "bytes"))
        if fields is not None:
            int = _number_of_fields(fields)
        if not 0 <= int < 1 << 128:
            raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError("illegal version number")
            int = int & ~(0xC000 << 48) | 0x8000 << 48
            int = int & ~(0xF000 << 64) | version << 76
        object.__setattr__(self, "int", int)
        object.__setattr__(self, "is_safe", is_safe)

    def __setattr__(self, name, value):
        raise TypeError("UUID objects are immutable")

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __str__(self):
        digits = self.hex
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    @property
    def bytes(self):
        return self.int.to_bytes(16, "big")

    @property
    def bytes_le(self):
        return _swapped(self.bytes)

    @property
    def fields(self):
        parts = []
        rest = self.int
        for width in reversed(_WIDTHS):
            parts.append(rest & (1 << width) - 1)
            rest >>= width
        return tuple(reversed(parts))

    @property
    def time_low(self):
        return self.fields[0]

    @property
    def time_mid(self):
        return self.fields[1]

    @property
    def time_hi_version(self):
        return self.fields[2]

    @property
    def clock_seq_hi_variant(self):
        return self.fields[3]

    @property
    def clock_seq_low(self):
        return self.fields[4]

    @property
    def node(self):
        return self.fields[5]

    @property
    def time(self):
        return (self.time_hi_version & 0x0FFF) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3F) << 8 | self.clock_seq_low

    @property
    def hex(self):
        return f"{self.int:032x}"

    @property
    def urn(self):
        return "urn:uuid:" + str(self)

    @property
    def variant(self):
        first = self.clock_seq_hi_variant
        if not first & 0x80:
            return RESERVED_NCS
        if not first & 0x40:
            return RFC_4122
        return RESERVED_FUTURE if first & 0x20 else RESERVED_MICROSOFT

    @property
    def version(self):
        return self.time_hi_version >> 12 if self.variant == RFC_4122 else None


def _number_of_text(text):
    digits = text.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
    if len(digits) != 32:
        raise ValueError("badly formed hexadecimal UUID string")
    return int(digits, 16)


def _number_of_bytes(data):
    return int.from_bytes(data, "big")


def _number_of_fields(fields):
    if len(fields) != 6:
        raise ValueError("fields is not a 6-tuple")
    number = 0
    for position, (value, width) in enumerate(zip(fields, _WIDTHS), 1):
        if not 0 <= value < 1 << width:
            raise ValueError(f"field {position} out of range (need a{'n' if width == 8 else ''} {width}-bit value)")
        number = number << width | value
    return number


def _sixteen(data, name):
    if len(data) != 16:
        raise ValueError(f"{name} is not a 16-char string")
    return data


def _swapped(data):
    return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]


_source = Random(0)
_ticks = 0x01B21DD213814000


def getnode():
    return 0x010000000000


def uuid1(node=None, clock_seq=None):
    global _ticks
    _ticks += 1
    if clock_seq is None:
        clock_seq = 0
    node = getnode() if node is None else node
    return UUID(fields=(_ticks & 0xFFFFFFFF, _ticks >> 32 & 0xFFFF, _ticks >> 48 & 0x0FFF, clock_seq >> 8 & 0x3F,
                        clock_seq & 0xFF, node), version=1)


def uuid3(namespace, name):
    return UUID(bytes=md5(namespace.bytes + bytes(name, "utf-8")).digest(), version=3)


def uuid4():
    return UUID(int=_source.getrandbits(128), version=4)


def uuid5(namespace, name):
    return UUID(bytes=sha1(namespace.bytes + bytes(name, "utf-8")).digest()[:16], version=5)


NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_OID = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_X500 = UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8")
