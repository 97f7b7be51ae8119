import _dates

timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID = 0, 1, 2

_FIELDS = ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class struct_time:
    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0

    def __init__(self, sequence):
        parts = tuple(sequence)
        if not 9 <= len(parts) <= 11:
            word, count = ("at least", 9) if len(parts) < 9 else ("at most", 11)
            raise TypeError("time.struct_time() takes an %s %d-sequence (%d-sequence given)"
                            % (word, count, len(parts)))
        self._parts = parts[:9]
        self.tm_zone, self.tm_gmtoff = (*parts[9:], None, None)[:2]

    def __getattr__(self, name):
        if name in _FIELDS:
            return self._parts[_FIELDS.index(name)]
        raise AttributeError("'time.struct_time' object has no attribute '%s'" % name)

    def __repr__(self):
        fields = ["%s=%r" % field for field in zip(_FIELDS, self._parts)]
        return "time.struct_time(%s)" % ", ".join(fields)

    def __len__(self):
        return 9

    def __iter__(self):
        return iter(self._parts)

    def __getitem__(self, index):
        return self._parts[index]

    def __contains__(self, value):
        return value in self._parts

    def __hash__(self):
        return hash(self._parts)

    def __eq__(self, other):
        return self._parts == tuple(other) if isinstance(other, (tuple, struct_time)) else NotImplemented

    def __lt__(self, other):
        return self._parts < tuple(other)

    def __le__(self, other):
        return self._parts <= tuple(other)

    def __gt__(self, other):
        return self._parts > tuple(other)

    def __ge__(self, other):
        return self._parts >= tuple(other)


def time():
    return float(_dates.now())


def time_ns():
    return _dates.now() * 1000000000


def monotonic():
    return 0.0


def monotonic_ns():
    return 0


perf_counter = process_time = thread_time = monotonic
perf_counter_ns = process_time_ns = thread_time_ns = monotonic_ns


def sleep(secs, /):
    if not isinstance(secs, (int, float)):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(secs).__name__)
    if secs < 0:
        raise ValueError("sleep length must be non-negative")


def gmtime(secs=None, /):
    return _broken_down(secs, "GMT")


def localtime(secs=None, /):
    return _broken_down(secs, "UTC")


def _broken_down(secs, zone):
    days, clock = divmod(_dates.now() if secs is None else int(secs // 1), 86400)
    if not 1 <= days + 719163 <= 3652059:
        raise ValueError("year is out of range")
    year, month, day = _dates.civil(days + 719163)
    of_year = days + 719163 - _dates.ordinal(year, 1, 1) + 1
    minutes, second = divmod(clock, 60)
    return struct_time((year, month, day, minutes // 60, minutes % 60, second, (days + 3) % 7, of_year, 0, zone, 0))


def _checked(parts):
    if not isinstance(parts, (tuple, struct_time)):
        raise TypeError("Tuple or struct_time argument required")
    parts = tuple(parts)
    if len(parts) != 9:
        raise TypeError("illegal time tuple argument")
    return parts


def mktime(t, /):
    year, month, day, hour, minute, second = _checked(t)[:6]
    years, month = divmod(month - 1, 12)
    days = _dates.ordinal(year + years, month + 1, 1) + day - 1 - 719163
    return float(((days * 24 + hour) * 60 + minute) * 60 + second)


def asctime(t=None, /):
    year, month, day, hour, minute, second, weekday = _checked(localtime() if t is None else t)[:7]
    return "%s %s %2d %02d:%02d:%02d %d" % (_DAYS[weekday % 7], _MONTHS[(month or 1) - 1], day, hour, minute, second,
                                            year)


def ctime(secs=None, /):
    return asctime(localtime(secs))


def strftime(format, t=None, /):
    if not isinstance(format, str):
        raise TypeError("strftime() argument 1 must be str, not %s" % type(format).__name__)
    t = localtime() if t is None else t
    zone = getattr(t, "tm_zone", None)
    return _dates.strftime(format, _checked(t), None, "+0000", "UTC" if zone is None else zone)


def strptime(string, format="%a %b %d %H:%M:%S %Y", /):
    import _strptime
    parts, _, zone, offset = _strptime.read(string, format)
    return struct_time((*parts, zone, None if offset is None else offset // 1000000))
