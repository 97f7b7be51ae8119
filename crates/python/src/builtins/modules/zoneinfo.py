import datetime

import _dates

_UTC = ("UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal", "UCT", "Etc/UCT",
        "Etc/GMT0", "Etc/GMT+0", "Etc/GMT-0", "GMT0", "GMT+0", "GMT-0", "Greenwich", "Etc/Greenwich")
TZPATH = ()
_known = {}


class ZoneInfoNotFoundError(KeyError):
    pass


class _Zone(datetime.tzinfo):
    def __init__(self, key):
        self.key = key

    def utcoffset(self, dt):
        return datetime.timedelta(0)

    def dst(self, dt):
        return datetime.timedelta(0)

    def tzname(self, dt):
        return "GMT" if "GMT" in self.key or "Greenwich" in self.key else "UTC"

    def fromutc(self, dt):
        return dt

    def __repr__(self):
        return "zoneinfo.ZoneInfo(key=%r)" % self.key

    def __str__(self):
        return self.key


_Zone.__name__ = "ZoneInfo"


def ZoneInfo(key):
    if key not in _UTC:
        _dates.refuse_zone(str(key))
    if key not in _known:
        _known[key] = _Zone(key)
    return _known[key]


def available_timezones():
    return set(_UTC)


def reset_tzpath(to=None):
    pass
