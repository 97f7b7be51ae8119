import _dates

MINYEAR = 1
MAXYEAR = 9999

_DAY = 86400 * 1000000
_MISSING = object()
_NAMES = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAY_NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def _type_name(value):
    kind = type(value)
    return "datetime." + kind.__name__ if kind.__module__ == "datetime" else kind.__name__


def _field(owner, name):
    hidden = "_" + name

    def get(self):
        return getattr(self, hidden)

    def set(self, value):
        raise AttributeError("attribute '%s' of 'datetime.%s' objects is not writable" % (name, owner))
    return property(get, set)


def _index(value):
    if type(value) is int:
        return value
    return _dates.index(value)


def _given(year, month, day):
    for number, (name, value) in enumerate((("year", year), ("month", month), ("day", day)), 1):
        if value is _MISSING:
            raise TypeError("function missing required argument '%s' (pos %d)" % (name, number))
    return _index(year), _index(month), _index(day)


def _check_date(year, month, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("year %i is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _dates.days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(zone).__name__)
    return zone


def _check_offset(name, offset):
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError("tzinfo.%s() must return None or a timedelta, not '%s'" % (name, type(offset).__name__))
    if not -_DAY < offset._total < _DAY:
        raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
    return offset


def _struct_time(parts):
    import time as module
    return module.struct_time(parts)


def _show_offset(offset, colon=":"):
    if offset is None:
        return ""
    total = offset._total
    sign = "-" if total < 0 else "+"
    minutes, rest = divmod(abs(total), 60000000)
    text = "%s%02d%s%02d" % (sign, minutes // 60, colon, minutes % 60)
    if rest:
        text += "%s%02d" % (colon, rest // 1000000)
        if rest % 1000000:
            text += ".%06d" % (rest % 1000000)
    return text


def _divide_nearest(number, divisor):
    if divisor < 0:
        number, divisor = -number, -divisor
    quotient, rest = divmod(number, divisor)
    if rest * 2 > divisor or (rest * 2 == divisor and quotient % 2):
        quotient += 1
    return quotient


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, rest = 0, 0.0
        for name, value, factor in (("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000),
                                    ("seconds", seconds, 1000000), ("minutes", minutes, 60000000),
                                    ("hours", hours, 3600000000), ("days", days, _DAY), ("weeks", weeks, 7 * _DAY)):
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                whole = int(value)
                total += whole * factor
                part = (value - whole) * factor
                total += int(part)
                rest += part - int(part)
            else:
                raise TypeError("unsupported type for timedelta %s component: %s" % (name, type(value).__name__))
        if rest:
            near = round(rest)
            if abs(rest - int(rest)) == 0.5:
                near = int(rest) if (total + int(rest)) % 2 == 0 else int(rest) + (1 if rest > 0 else -1)
            total += near
        _set_total(self, total)

    @property
    def days(self):
        return self._total // _DAY

    @property
    def seconds(self):
        return self._total % _DAY // 1000000

    @property
    def microseconds(self):
        return self._total % 1000000

    def total_seconds(self):
        return self._total / 1000000

    def __repr__(self):
        parts = ["%s=%d" % (name, value) for name, value in
                 (("days", self.days), ("seconds", self.seconds), ("microseconds", self.microseconds)) if value]
        return "%s(%s)" % (_type_name(self), ", ".join(parts) or "0")

    def __str__(self):
        minutes, second = divmod(self.seconds, 60)
        text = "%d:%02d:%02d" % (minutes // 60, minutes % 60, second)
        if self.days:
            text = "%d day%s, %s" % (self.days, "" if abs(self.days) == 1 else "s", text)
        if self.microseconds:
            text += ".%06d" % self.microseconds
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return _delta(self._total + other._total)
        return NotImplemented

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _delta(self._total - other._total)
        return NotImplemented

    def __neg__(self):
        return _delta(-self._total)

    def __pos__(self):
        return _delta(self._total)

    def __abs__(self):
        return _delta(abs(self._total))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._total * other)
        if isinstance(other, float):
            above, below = other.as_integer_ratio()
            return _delta(_divide_nearest(self._total * above, below))
        return NotImplemented

    def __rmul__(self, other):
        if isinstance(other, (int, float)):
            return self * other
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        if isinstance(other, int):
            if other == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            return _delta(_divide_nearest(self._total, other))
        if isinstance(other, float):
            above, below = other.as_integer_ratio()
            if above == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            return _delta(_divide_nearest(self._total * below, above))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total // other._total
        if isinstance(other, int):
            return _delta(self._total // other)
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return _delta(self._total % other._total)
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            quotient, rest = divmod(self._total, other._total)
            return quotient, _delta(rest)
        return NotImplemented

    def __eq__(self, other):
        return self._total == other._total if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total < other._total if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total <= other._total if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total > other._total if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total >= other._total if isinstance(other, timedelta) else NotImplemented

    def __bool__(self):
        return self._total != 0

    def __hash__(self):
        return hash(self._total)


def _set_total(delta, total):
    days = total // _DAY
    if not -2147483648 <= days <= 2147483647:
        raise OverflowError("Python int too large to convert to C int")
    if not -999999999 <= days <= 999999999:
        raise OverflowError("days=%d; must have magnitude <= 999999999" % days)
    delta._total = total


def _delta(total):
    delta = timedelta()
    _set_total(delta, total)
    return delta


timedelta.min = _delta(-999999999 * _DAY)
timedelta.max = _delta(1000000000 * _DAY - 1)
timedelta.resolution = _delta(1)


class IsoCalendarDate:
    def __init__(self, year, week, weekday):
        self.year, self.week, self.weekday = year, week, weekday

    def _parts(self):
        return self.year, self.week, self.weekday

    def __repr__(self):
        return "datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)" % self._parts()

    def __iter__(self):
        return iter(self._parts())

    def __len__(self):
        return 3

    def __getitem__(self, index):
        return self._parts()[index]

    def __eq__(self, other):
        return self._parts() == tuple(other) if isinstance(other, (tuple, IsoCalendarDate)) else NotImplemented

    def __lt__(self, other):
        return self._parts() < tuple(other)

    def __le__(self, other):
        return self._parts() <= tuple(other)

    def __gt__(self, other):
        return self._parts() > tuple(other)

    def __ge__(self, other):
        return self._parts() >= tuple(other)

    def __hash__(self):
        return hash(self._parts())


def _week_one(year):
    first = _dates.ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _iso_ordinal(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("Year is out of range: %d" % year)
    if not 1 <= week <= 53 or (week == 53 and _week_one(year) + 52 * 7 >= _week_one(year + 1)):
        raise ValueError("Invalid week: %d" % week)
    if not 1 <= day <= 7:
        raise ValueError("Invalid day: %d (range is [1, 7])" % day)
    return _week_one(year) + (week - 1) * 7 + day - 1


class date:
    year = _field("date", "year")
    month = _field("date", "month")
    day = _field("date", "day")

    def __init__(self, year=_MISSING, month=_MISSING, day=_MISSING):
        self._year, self._month, self._day = _check_date(*_given(year, month, day))

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_dates.now())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_dates.civil(_from_stamp(timestamp) // _DAY + 719163))

    @classmethod
    def fromordinal(cls, n):
        return cls(*_civil(_index(n)))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            if len(date_string) not in (7, 8, 10):
                raise ValueError(date_string)
            parts = _read_date(date_string, len(date_string))
        except ValueError:
            raise ValueError("Invalid isoformat string: %r" % (date_string,)) from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_civil(_iso_ordinal(_index(year), _index(week), _index(day))))

    def toordinal(self):
        return _dates.ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        today = _dates.ordinal(self._year, self._month, self._day)
        year = self._year
        if today < _week_one(year):
            year -= 1
        elif today >= _week_one(year + 1):
            year += 1
        weeks, day = divmod(today - _week_one(year), 7)
        return IsoCalendarDate(year, weeks + 1, day + 1)

    def isoformat(self):
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    def ctime(self):
        return self._clock_time("00:00:00")

    def _clock_time(self, clock):
        names = _DAY_NAMES[self.weekday()], _NAMES[self._month]
        return "%s %s %2d %s %04d" % (*names, self._day, clock, self._year)

    def strftime(self, format):
        return _dates.strftime(format, self._parts(0, 0, 0, -1), 0, None, None)

    def timetuple(self):
        return _struct_time(self._parts(0, 0, 0, -1))

    def _parts(self, hour, minute, second, dst):
        day_of_year = _dates.ordinal(self._year, self._month, self._day) - _dates.ordinal(self._year, 1, 1) + 1
        return self._year, self._month, self._day, hour, minute, second, self.weekday(), day_of_year, dst

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def __repr__(self):
        return "%s(%d, %d, %d)" % (_type_name(self), self._year, self._month, self._day)

    def __str__(self):
        return self.isoformat()

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def _key(self):
        return self._year, self._month, self._day

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if isinstance(other, timedelta):
            return type(self)(*_civil(self.toordinal() + other.days, "date value out of range"))
        return NotImplemented

    def __radd__(self, other):
        if isinstance(other, timedelta):
            return self + other
        return NotImplemented

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)(*_civil(self.toordinal() - other.days, "date value out of range"))
        if isinstance(other, date):
            return _delta((self.toordinal() - other.toordinal()) * _DAY)
        return NotImplemented

    def _comparable(self, other):
        if isinstance(other, datetime):
            raise TypeError("can't compare datetime.datetime to datetime.date")
        return isinstance(other, date)

    def __eq__(self, other):
        if not isinstance(other, date) or isinstance(other, datetime):
            return NotImplemented
        return self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented


def _civil(ordinal, complaint=None):
    if not 1 <= ordinal <= 3652059:
        if complaint is not None:
            raise OverflowError(complaint)
        raise ValueError("ordinal must be >= 1" if ordinal < 1 else "year %d is out of range" % _dates.civil(ordinal)[0])
    return _dates.civil(ordinal)


def _from_stamp(timestamp):
    if isinstance(timestamp, float):
        whole = int(timestamp // 1)
        stamp = whole * 1000000 + round((timestamp - whole) * 1000000)
    else:
        stamp = _index(timestamp) * 1000000
    if not -1 << 60 < stamp < 1 << 60:
        raise ValueError("year is out of range")
    days = stamp // _DAY + 719163
    if not 1 <= days <= 3652059:
        raise ValueError("year %d is out of range" % _dates.civil(days)[0])
    return stamp


def _digits(text, start, end):
    part = text[start:end]
    if len(part) != end - start or not (part.isascii() and part.isdigit()):
        raise ValueError(text)
    return int(part)


def _read_date(text, length):
    year = _digits(text, 0, 4)
    dash = 1 if text[4:5] == "-" else 0
    at = 4 + dash
    if text[at:at + 1] == "W":
        week, day = _digits(text, at + 1, at + 3), 1
        at += 3
        if at < length:
            if dash and text[at:at + 1] != "-":
                raise ValueError(text)
            day = _digits(text, at + dash, at + dash + 1)
        return _civil(_iso_ordinal(year, week, day))
    month = _digits(text, at, at + 2)
    if dash and text[at + 2:at + 3] != "-":
        raise ValueError(text)
    return year, month, _digits(text, at + 2 + dash, at + 4 + dash)


def _read_clock(text, at, end):
    parts, colon = [0, 0, 0, 0], False
    for number in range(3):
        parts[number] = _digits(text, at, at + 2)
        following = text[at + 2:at + 3]
        at += 3
        if number == 0:
            colon = following == ":"
        if at >= end:
            return parts, following != ""
        if colon and following == ":":
            continue
        if following in (".", ","):
            break
        if colon:
            raise ValueError(text)
        at -= 1
    count = min(end - at, 6)
    parts[3] = _digits(text, at, at + count) * 10 ** (6 - count)
    at += count
    while at < len(text) and text[at] in "0123456789":
        at += 1
    return parts, at < len(text)


def _read_time(text):
    at = 0
    while at < len(text) and text[at] not in "Z+-":
        at += 1
    parts, has_more = _read_clock(text, 0, at)
    if at == len(text):
        if has_more:
            raise ValueError(text)
        return parts, None
    if text[at:] == "Z":
        return parts, 0
    (hour, minute, second, micro), has_more = _read_clock(text, at + 1, len(text))
    if has_more:
        raise ValueError(text)
    offset = ((hour * 60 + minute) * 60 + second) * 1000000 + micro
    return parts, -offset if text[at] == "-" else offset


def _zone_of(offset):
    if offset is None:
        return None
    return timezone(_delta(offset)) if offset else timezone.utc


def _separator(text):
    if len(text) == 7:
        return 7
    if text[4] == "-":
        if text[5] != "W":
            return 10
        if text[8:9] != "-":
            return 8
        if len(text) == 9:
            raise ValueError(text)
        return 8 if len(text) > 10 and text[10] in "0123456789" else 10
    if text[4] != "W":
        return 8
    at = 7
    while at < len(text) and text[at] in "0123456789":
        at += 1
    if at < 9:
        return at
    return 7 if at % 2 == 0 else 8


class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        standard = offset - dst
        if standard:
            dt += standard
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + dst


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not %s" % type(offset).__name__)
        if name is not None and not isinstance(name, str):
            raise TypeError("timezone() argument 2 must be str, not %s" % type(name).__name__)
        if not -_DAY < offset._total < _DAY:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             "timedelta(hours=24), not %r." % (offset,))
        self._offset, self._name = offset, name

    def _checked(self, dt, name):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError("%s(dt) argument must be a datetime instance or None, not %s" % (name, type(dt).__name__))

    def utcoffset(self, dt):
        self._checked(dt, "utcoffset")
        return self._offset

    def tzname(self, dt):
        self._checked(dt, "tzname")
        return str(self)

    def dst(self, dt):
        self._checked(dt, "dst")
        return None

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc() argument must be a datetime instance or None, not %s" % type(dt).__name__)
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self._name is None and not self._offset:
            return "datetime.timezone.utc"
        if self._name is None:
            return "%s(%r)" % (_type_name(self), self._offset)
        return "%s(%r, %r)" % (_type_name(self), self._offset, self._name)

    def __str__(self):
        if self._name is not None:
            return self._name
        return "UTC" + (_show_offset(self._offset) if self._offset else "")


timezone.utc = UTC = timezone(_delta(0))
timezone.min = timezone(_delta(-1439 * 60000000))
timezone.max = timezone(_delta(1439 * 60000000))
_KEEP = object()


def _show_clock(value, precision):
    text = {
        "auto": "%02d:%02d:%02d.%06d" if value.microsecond else "%02d:%02d:%02d",
        "hours": "%02d", "minutes": "%02d:%02d", "seconds": "%02d:%02d:%02d", "milliseconds": "%02d:%02d:%02d.%03d",
        "microseconds": "%02d:%02d:%02d.%06d",
    }.get(precision)
    if text is None:
        raise ValueError("Unknown timespec value")
    fraction = value.microsecond // 1000 if precision == "milliseconds" else value.microsecond
    return text % (value.hour, value.minute, value.second, fraction)[:text.count("%")]


def _zone_parts(value, zone):
    parts = []
    if value.second or value.microsecond:
        parts.append(value.second)
    if value.microsecond:
        parts.append(value.microsecond)
    text = "".join(", %d" % part for part in parts)
    shown = ", tzinfo=%r" % (zone,) if zone is not None else ""
    fold = ", fold=1" if value.fold else ""
    return text + (fold + shown if isinstance(value, datetime) else shown + fold)


class time:
    hour = _field("time", "hour")
    minute = _field("time", "minute")
    second = _field("time", "second")
    microsecond = _field("time", "microsecond")
    tzinfo = _field("time", "tzinfo")
    fold = _field("time", "fold")

    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self._hour, self._minute, self._second, self._microsecond = \
            _check_time(hour, minute, second, microsecond, fold)
        self._tzinfo = _check_zone(tzinfo)
        self._fold = fold

    @classmethod
    def fromisoformat(cls, time_string):
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        text = time_string[1:] if time_string[:1] == "T" else time_string
        try:
            parts, offset = _read_time(text)
        except ValueError:
            raise ValueError("Invalid isoformat string: %r" % (time_string,)) from None
        return cls(*parts, _zone_of(offset))

    def utcoffset(self):
        return None if self._tzinfo is None else _check_offset("utcoffset", self._tzinfo.utcoffset(None))

    def dst(self):
        return None if self._tzinfo is None else _check_offset("dst", self._tzinfo.dst(None))

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def isoformat(self, timespec="auto"):
        return _show_clock(self, timespec) + _show_offset(self.utcoffset())

    def strftime(self, format):
        parts = 1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1
        return _dates.strftime(format, parts, self._microsecond, _show_offset(self.utcoffset(), ""), self.tzname())

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=_KEEP, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is _KEEP else tzinfo, fold=self._fold if fold is None else fold)

    def __repr__(self):
        return "%s(%d, %d%s)" % (_type_name(self), self._hour, self._minute, _zone_parts(self, self._tzinfo))

    def __str__(self):
        return self.isoformat()

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def _key(self):
        offset = self.utcoffset()
        clock = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        return clock if offset is None else clock - offset._total

    def __hash__(self):
        return hash(self._key())

    def _comparable(self, other):
        if not isinstance(other, time):
            return False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return True

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented


_time_class = time


class datetime(date):
    hour = _field("datetime", "hour")
    minute = _field("datetime", "minute")
    second = _field("datetime", "second")
    microsecond = _field("datetime", "microsecond")
    tzinfo = _field("datetime", "tzinfo")
    fold = _field("datetime", "fold")

    def __init__(self, year=_MISSING, month=_MISSING, day=_MISSING, hour=0, minute=0, second=0, microsecond=0,
                 tzinfo=None, *, fold=0):
        parts = _given(year, month, day)
        hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
        self._year, self._month, self._day = _check_date(*parts)
        self._hour, self._minute, self._second, self._microsecond = \
            _check_time(hour, minute, second, microsecond, fold)
        self._tzinfo = _check_zone(tzinfo)
        self._fold = fold

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_dates.now(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_dates.now())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        stamp = _from_stamp(timestamp)
        moment = cls._at(stamp, _check_zone(tz))
        if tz is None:
            moment._local_stamp()
            return moment
        return tz.fromutc(moment)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls._at(_from_stamp(timestamp), None)

    @classmethod
    def _at(cls, stamp, zone):
        days, clock = divmod(stamp, _DAY)
        minutes, seconds = divmod(clock, 60000000)
        return cls(*_civil(days + 719163, "date value out of range"), minutes // 60, minutes % 60, seconds // 1000000,
                   seconds % 1000000, zone)

    @classmethod
    def combine(cls, date, time, tzinfo=_KEEP):
        if not isinstance(date, _date_class):
            raise TypeError("combine() argument 1 must be datetime.date, not %s" % type(date).__name__)
        if not isinstance(time, _time_class):
            raise TypeError("combine() argument 2 must be datetime.time, not %s" % type(time).__name__)
        zone = time.tzinfo if tzinfo is _KEEP else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone,
                   fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            if len(date_string) < 7:
                raise ValueError(date_string)
            at = _separator(date_string)
            parts, offset = _read_date(date_string, at), None
            if len(date_string) > at + 1:
                clock, offset = _read_time(date_string[at + 1:])
                parts = (*parts, *clock)
        except ValueError:
            raise ValueError("Invalid isoformat string: %r" % (date_string,)) from None
        return cls(*parts, tzinfo=_zone_of(offset))

    @classmethod
    def strptime(cls, date_string, format):
        import _strptime
        parts, fraction, name, offset = _strptime.read(date_string, format)
        zone = None
        if offset is not None:
            zone = timezone(_delta(offset)) if name is None else timezone(_delta(offset), name)
        return cls(*parts[:6], fraction, zone)

    def date(self):
        return _date_class(self._year, self._month, self._day)

    def time(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else _check_offset("utcoffset", self._tzinfo.utcoffset(self))

    def dst(self):
        return None if self._tzinfo is None else _check_offset("dst", self._tzinfo.dst(self))

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def _stamp(self):
        days = _dates.ordinal(self._year, self._month, self._day) - 719163
        clock = ((days * 24 + self._hour) * 60 + self._minute) * 60 + self._second
        return clock * 1000000 + self._microsecond

    def _utc_stamp(self):
        offset = self.utcoffset()
        return self._stamp() if offset is None else self._stamp() - offset._total

    def _local_stamp(self):
        if self._tzinfo is None and self._year == 1 and self.toordinal() == 1:
            raise ValueError("year 0 is out of range")
        return self._utc_stamp()

    def timestamp(self):
        return self._local_stamp() / 1000000

    def timetuple(self):
        dst = self.dst()
        return _struct_time(self._parts(self._hour, self._minute, self._second, -1 if dst is None else int(bool(dst))))

    def utctimetuple(self):
        moment = datetime._at(self._utc_stamp(), None)
        return _struct_time(moment._parts(moment._hour, moment._minute, moment._second, 0))

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone(_delta(0), "UTC")
        elif not isinstance(tz, tzinfo):
            raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)
        if tz is self._tzinfo:
            return self
        return tz.fromutc(type(self)._at(self._local_stamp(), tz))

    def isoformat(self, sep="T", timespec="auto"):
        if not isinstance(sep, str) or len(sep) != 1:
            raise TypeError("isoformat() argument 1 must be a unicode character, not %s" % type(sep).__name__)
        return date.isoformat(self) + sep + _show_clock(self, timespec) + _show_offset(self.utcoffset())

    def ctime(self):
        return self._clock_time("%02d:%02d:%02d" % (self._hour, self._minute, self._second))

    def strftime(self, format):
        parts = self._parts(self._hour, self._minute, self._second, -1)
        return _dates.strftime(format, parts, self._microsecond, _show_offset(self.utcoffset(), ""),
                               self.tzname())

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=_KEEP, *, fold=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day, self._hour if hour is None else hour,
                          self._minute if minute is None else minute, self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is _KEEP else tzinfo, fold=self._fold if fold is None else fold)

    def __repr__(self):
        numbers = self._year, self._month, self._day, self._hour, self._minute
        return "%s(%d, %d, %d, %d, %d%s)" % (_type_name(self), *numbers, _zone_parts(self, self._tzinfo))

    def __str__(self):
        return self.isoformat(" ")

    def __hash__(self):
        return hash(self._utc_stamp())

    def _moved(self, total):
        return type(self)._at(self._stamp() + total, self._tzinfo)

    def __add__(self, other):
        return self._moved(other._total) if isinstance(other, timedelta) else NotImplemented

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved(-other._total)
        if not isinstance(other, datetime):
            return NotImplemented
        if self._tzinfo is other._tzinfo:
            return _delta(self._stamp() - other._stamp())
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(self._utc_stamp() - other._utc_stamp())

    def _comparable(self, other):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                raise TypeError("can't compare datetime.datetime to datetime.date")
            return False
        if self._tzinfo is not other._tzinfo and (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return True

    def _key(self):
        return self._utc_stamp()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return False if isinstance(other, date) else NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()


_date_class = date
date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta.resolution
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta.resolution

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]
