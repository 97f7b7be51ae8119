"""Our `tomllib`."""

import _toml
from _toml import TOMLDecodeError

__all__ = ("loads", "load", "TOMLDecodeError")


def load(fp, /, *, parse_float=float):
    data = fp.read()
    if isinstance(data, str):
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(data.decode(), parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    text = s.replace("\r\n", "\n")

    def number(text):
        value = parse_float(text)
        if isinstance(value, (dict, list)):
            raise ValueError("parse_float must not return dicts or lists")
        return value

    return _toml.loads(text, number, _moment)


def _moment(year, month, day, hour, minute, second, microsecond, offset):
    import datetime
    if hour is None:
        return datetime.date(year, month, day)
    if year is None:
        return datetime.time(hour, minute, second, microsecond)
    zone = None
    if offset is not None:
        zone = datetime.timezone(datetime.timedelta(minutes=offset)) if offset else datetime.timezone.utc
    return datetime.datetime(year, month, day, hour, minute, second, microsecond, zone)
