import re

import _dates

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december"]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SHORT_MONTHS = [name[:3] for name in _MONTHS]
_SHORT_DAYS = [name[:3] for name in _DAYS]


def _one_of(names):
    return "|".join(sorted(names, key=len, reverse=True))


_WEEK = r"5[0-3]|[0-4]\d|\d"
_PATTERNS = {
    "d": r"3[01]|[12]\d|0[1-9]|[1-9]| [1-9]", "f": r"[0-9]{1,6}", "H": r"2[0-3]|[01]\d|\d",
    "I": r"1[0-2]|0[1-9]|[1-9]", "G": r"\d\d\d\d",
    "j": r"36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]", "m": r"1[0-2]|0[1-9]|[1-9]",
    "M": r"[0-5]\d|\d", "S": r"6[01]|[0-5]\d|\d", "U": _WEEK, "W": _WEEK, "w": r"[0-6]", "u": r"[1-7]",
    "V": r"5[0-3]|0[1-9]|[1-4]\d|\d", "y": r"\d\d", "Y": r"\d\d\d\d",
    "z": r"[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|(?-i:Z)",
    "A": _one_of(_DAYS), "a": _one_of(_SHORT_DAYS), "B": _one_of(_MONTHS), "b": _one_of(_SHORT_MONTHS),
    "p": "am|pm", "Z": "utc|gmt",
}
_SPECIAL = "\\.^$*+?(){}[]|"
_SHORTHANDS = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}


def _pattern(format):
    pattern, at = "", 0
    while at < len(format):
        character = format[at]
        at += 1
        if character.isspace():
            while at < len(format) and format[at].isspace():
                at += 1
            pattern += r"\s+"
        elif character != "%":
            pattern += "\\" + character if character in _SPECIAL else character
        elif at == len(format):
            raise ValueError("stray %% in format '%s'" % format)
        else:
            directive = format[at]
            at += 1
            if directive == "%":
                pattern += "%"
            elif directive in _SHORTHANDS:
                pattern += _pattern(_SHORTHANDS[directive])
            elif directive in _PATTERNS:
                pattern += "(?P<%s>%s)" % (directive, _PATTERNS[directive])
            else:
                shown = "%" if directive in _SPECIAL or directive.isspace() else directive
                raise ValueError("'%s' is a bad directive in format '%s'" % (shown, format))
    return pattern


def _offset(shown):
    if shown == "Z":
        return 0
    text = shown
    if text[3] == ":":
        text = text[:3] + text[4:]
        if len(text) > 5:
            if text[5] != ":":
                raise ValueError("Inconsistent use of : in %s" % shown)
            text = text[:5] + text[6:]
    seconds = (int(text[1:3]) * 60 + int(text[3:5])) * 60 + int(text[5:7] or 0)
    offset = seconds * 1000000 + int(text[8:].ljust(6, "0"))
    return -offset if text[0] == "-" else offset


def _hour(parts):
    if "I" not in parts:
        return int(parts.get("H", 0))
    hour = int(parts["I"]) % 12
    return hour + 12 if parts.get("p", "").lower() == "pm" else hour


def _month(parts):
    for name, names in (("b", _SHORT_MONTHS), ("B", _MONTHS)):
        if name in parts:
            return names.index(parts[name].lower()) + 1
    return int(parts.get("m", 1))


def _weekday(parts):
    for name, names in (("a", _SHORT_DAYS), ("A", _DAYS)):
        if name in parts:
            return names.index(parts[name].lower())
    if "w" in parts:
        return (int(parts["w"]) + 6) % 7
    return int(parts["u"]) - 1 if "u" in parts else None


def _year(parts):
    if "Y" in parts:
        return int(parts["Y"])
    if "y" in parts:
        year = int(parts["y"])
        return year + 2000 if year <= 68 else year + 1900
    return None


def _check_weeks(parts, year, weekday):
    days = "directive ('%A', '%a', '%w', or '%u')."
    if year is None and "G" in parts:
        if "V" not in parts or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday "
                             + days)
        if "j" in parts:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                             "Use '%Y' instead.")
    elif "V" in parts and "U" not in parts and "W" not in parts:
        if weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday "
                             + days)
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year "
                         "'%G' instead.")


def _from_week(parts, year, weekday):
    if "U" in parts or "W" in parts:
        start = 0 if "W" in parts else 1
        first = (_dates.ordinal(year, 1, 1) + 6 + start) % 7
        day = (weekday + start) % 7
        week = int(parts.get("W", parts.get("U")))
        before = day - first if week == 0 else (7 - first) % 7 + 7 * (week - 1) + day
        return _dates.ordinal(year, 1, 1) + before
    if "G" in parts and "V" in parts:
        fourth = _dates.ordinal(int(parts["G"]), 1, 4)
        return fourth - (fourth + 6) % 7 + 7 * (int(parts["V"]) - 1) + weekday
    return None


def _day(parts, year, weekday):
    if "j" in parts:
        return _dates.ordinal(year, 1, 1) + int(parts["j"]) - 1
    found = _from_week(parts, year, weekday) if weekday is not None else None
    if found is not None:
        return found
    month, day = _month(parts), int(parts.get("d", 1))
    if day > _dates.days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return _dates.ordinal(year, month, day)


def read(text, format):
    for number, value in enumerate((text, format)):
        if not isinstance(value, str):
            raise TypeError("strptime() argument %d must be str, not %s" % (number, type(value)))
    found = re.compile(_pattern(format), re.IGNORECASE).match(text)
    if not found:
        raise ValueError("time data %r does not match format %r" % (text, format))
    if found.end() != len(text):
        raise ValueError("unconverted data remains: %s" % text[found.end():])
    parts = found.groupdict()
    year, weekday = _year(parts), _weekday(parts)
    _check_weeks(parts, year, weekday)
    is_leap_day = year is None and _month(parts) == 2 and parts.get("d") == "29"
    if year is None:
        year = 1904 if is_leap_day else 1900
    ordinal = _day(parts, year, weekday)
    year, month, day = _dates.civil(ordinal)
    of_year = ordinal - _dates.ordinal(year, 1, 1) + 1
    if weekday is None:
        weekday = (ordinal + 6) % 7
    zone = parts.get("Z")
    offset = _offset(parts["z"]) if "z" in parts else None
    clock = _hour(parts), int(parts.get("M", 0)), int(parts.get("S", 0))
    date = 1900 if is_leap_day else year, month, day
    return (*date, *clock, weekday, of_year, -1 if zone is None else 0), int(parts.get("f", "0").ljust(6, "0")), \
        zone, offset
