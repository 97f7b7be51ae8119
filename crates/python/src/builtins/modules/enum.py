"""What of `enum` is simpler in Python; the classes themselves are in `enums.rs`."""

from _enum import Enum, EnumType, Flag, IntEnum, IntFlag, ReprEnum, StrEnum, auto, unique

EnumMeta = EnumType
property = property
DynamicClassAttribute = property


class member:
    """A value in the body of an enumeration that is a member, whatever it is."""

    def __init__(self, value):
        self.value = value


class nonmember:
    """A value in the body of an enumeration that is no member."""

    def __init__(self, value):
        self.value = value


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class FlagBoundary(StrEnum):
    STRICT = "strict"
    CONFORM = "conform"
    EJECT = "eject"
    KEEP = "keep"


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _missing_values(members, is_flag):
    values = sorted(item.value for item in members)
    if not values:
        return []
    if not is_flag:
        return [value for value in range(values[0], values[-1]) if value not in values]
    bits = range(values[0].bit_length(), values[-1].bit_length())
    return [1 << (bit - 1) for bit in bits if 1 << (bit - 1) not in values]


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, cls):
        for check in self.checks:
            if check is UNIQUE:
                aliases = [f"{name} -> {item.name}" for name, item in cls.__members__.items() if name != item.name]
                if aliases:
                    raise ValueError(f"aliases found in {cls!r}: {', '.join(aliases)}")
            elif check is CONTINUOUS:
                is_flag = issubclass(cls, Flag)
                missing = _missing_values(cls, is_flag)
                if missing:
                    kind = "flag" if is_flag else "enum"
                    shown = ", ".join(map(str, missing))
                    raise ValueError(f"invalid {kind} {cls.__name__!r}: missing values {shown}")
        return cls


def global_enum(cls, update_str=False):
    return cls


def show_flag_values(value):
    value = int(value)
    return [1 << bit for bit in range(value.bit_length()) if value >> bit & 1]
