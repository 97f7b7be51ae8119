"""Our `csv`. Rows are read and written by `_csv`; what guesses dialects is refused."""

import _csv
from _csv import Error
from _refused import refuse

QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3

__version__ = "1.0"
__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
           "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
           "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

_DEFAULTS = {"delimiter": ",", "doublequote": True, "escapechar": None, "lineterminator": "\r\n", "quotechar": '"',
             "quoting": QUOTE_MINIMAL, "skipinitialspace": False, "strict": False}
_dialects = {}
_limit = 131072


class _Settings:
    """A dialect that was checked."""

    def __init__(self, dialect, options):
        for name in options:
            if name not in _DEFAULTS:
                raise TypeError(f"{name!r} is an invalid keyword argument for this function")
        values = {name: getattr(dialect, name, default) for name, default in _DEFAULTS.items()}
        values.update(options)
        if values["quotechar"] is None and "quoting" not in options and dialect is None:
            values["quoting"] = QUOTE_NONE
        _check(values)
        for name in ("doublequote", "skipinitialspace", "strict"):
            values[name] = bool(values[name])
        for name, value in values.items():
            setattr(self, name, value)
        self._parts = (self.delimiter, self.quotechar, self.escapechar, self.doublequote, self.skipinitialspace,
                       self.lineterminator, int(self.quoting), self.strict)


def _check(values):
    delimiter = values["delimiter"]
    if not isinstance(delimiter, str):
        raise TypeError(f'"delimiter" must be string, not {type(delimiter).__name__}')
    if len(delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    for name in ("escapechar", "quotechar"):
        value = values[name]
        if value is not None and not isinstance(value, str):
            raise TypeError(f'"{name}" must be string or None, not {type(value).__name__}')
        if value is not None and len(value) != 1:
            raise TypeError(f'"{name}" must be a 1-character string')
    if not isinstance(values["quoting"], int):
        raise TypeError('"quoting" must be an integer')
    if not 0 <= values["quoting"] <= 3:
        raise TypeError('bad "quoting" value')
    if values["quotechar"] is None and values["quoting"] != QUOTE_NONE:
        raise TypeError("quotechar must be set if quoting enabled")
    if values["lineterminator"] is None:
        raise TypeError("lineterminator must be set")
    if not isinstance(values["lineterminator"], str):
        raise TypeError('"lineterminator" must be a string')


class Dialect:
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        try:
            _Settings(self, {})
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


def _settings(dialect, options):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    if isinstance(dialect, _Settings) and not options:
        return dialect
    return _Settings(dialect, options)


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _settings(dialect, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None):
    global _limit
    before = _limit
    if limit is not None:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _limit = limit
    return before


class _Reader:
    def __init__(self, lines, dialect):
        self.dialect = dialect
        self.line_num = 0
        self._lines = lines

    def __iter__(self):
        return self

    def __next__(self):
        read = _csv.read(self._lines, self.dialect._parts, _limit)
        if read is None:
            raise StopIteration
        row, count = read
        self.line_num += count
        return row


class _Writer:
    def __init__(self, file, dialect):
        self.dialect = dialect
        self._write = file.write

    def writerow(self, row):
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        return self._write(_csv.write(fields, self.dialect._parts))

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def reader(csvfile, dialect=None, **fmtparams):
    return _Reader(iter(csvfile), _settings(dialect, fmtparams))


def writer(csvfile, dialect=None, **fmtparams):
    if not hasattr(csvfile, "write"):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(csvfile, _settings(dialect, fmtparams))


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = fieldnames if fieldnames is None else list(fieldnames)
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames
        row = []
        while not row:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        if names is None:
            names = self._fieldnames
        entry = dict(zip(names, row))
        if len(row) > len(names):
            entry[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            entry[name] = self.restval
        return entry


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.fieldnames = fieldnames
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, entry):
        if self.extrasaction == "raise":
            unknown = [name for name in entry if name not in self.fieldnames]
            if unknown:
                shown = ", ".join([repr(name) for name in unknown])
                raise ValueError(f"dict contains fields not in fieldnames: {shown}")
        return [entry.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))


class Sniffer:
    def sniff(self, sample, delimiters=None):
        refuse("guessing a dialect with `csv.Sniffer` (name the delimiter instead)")

    def has_header(self, sample):
        refuse("guessing whether there is a header with `csv.Sniffer`")


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)
