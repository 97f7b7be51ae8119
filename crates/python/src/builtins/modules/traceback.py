"""Our `traceback`: the places in the script's own files, and the texts as CPython sets them."""

import sys
import _system


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line
        self.locals = locals

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return tuple(self) == tuple(other)

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def _summary(file, line, function, text):
    return FrameSummary(file, line, function, line=text)


def _limited(entries, limit):
    if limit is None:
        return entries
    return entries[:limit] if limit >= 0 else entries[limit:]


def _entries_of(tb, value=None):
    """The places of a traceback, or of an exception that comes without one."""
    entries = []
    while tb is not None and hasattr(tb, "tb_frame"):
        code = tb.tb_frame.f_code
        entries.append(FrameSummary(code.co_filename, tb.tb_lineno, code.co_name, line=getattr(tb, "_line", None)))
        tb = tb.tb_next
    if not entries and value is not None:
        entries = [_summary(*entry) for entry in _system.trace(value)]
    return entries


def extract_tb(tb, limit=None):
    if tb is None:
        handled = _system.handled()
        return [] if handled is None else _limited(_entries_of(None, handled), limit)
    return _limited(_entries_of(tb), limit)


def extract_stack(f=None, limit=None):
    entries = [_summary(*entry) for entry in _system.stack(1000)]
    return entries if limit is None else entries[-limit:] if limit > 0 else []


def format_list(extracted_list):
    lines = []
    for entry in extracted_list:
        file, line, function, text = entry
        shown = f'  File "{file}", line {line}, in {function}\n'
        if text:
            shown += f"    {text.strip()}\n"
        lines.append(shown)
    return lines


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def format_stack(f=None, limit=None):
    return format_list(extract_stack(f, limit))


def _name_of(kind):
    module = kind.__module__
    name = kind.__qualname__
    return name if module in ("builtins", "__main__") else f"{module}.{name}"


def format_exception_only(exc, value=None):
    if value is None and isinstance(exc, BaseException):
        value = exc
    if value is None:
        return [f"{exc if exc is None else _name_of(exc)}\n"]
    name = _name_of(type(value))
    text = str(value)
    lines = [f"{name}: {text}\n" if text else f"{name}\n"]
    for note in getattr(value, "__notes__", None) or []:
        lines += [line + "\n" for line in str(note).split("\n")]
    return lines


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, **kwargs):
        self.exc_type = exc_type
        self._value = exc_value
        self._str = str(exc_value)
        self.stack = _limited(_entries_of(exc_traceback, exc_value), limit)
        cause = getattr(exc_value, "__cause__", None)
        context = getattr(exc_value, "__context__", None)
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        inside = kwargs.get("_inside", []) + [exc_value]
        more = {"limit": limit, "_inside": inside}
        self.__cause__ = self.__context__ = None
        if len(inside) < 100:
            if cause is not None and not any(cause is other for other in inside):
                self.__cause__ = TracebackException(type(cause), cause, None, **more)
            elif context is not None and not any(context is other for other in inside):
                self.__context__ = TracebackException(type(context), context, None, **more)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, getattr(exc, "__traceback__", None), *args, **kwargs)

    def __str__(self):
        return self._str

    def format_exception_only(self):
        yield from format_exception_only(self.exc_type, self._value)

    def format(self, *, chain=True, **kwargs):
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain)
                yield "\nThe above exception was the direct cause of the following exception:\n\n"
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format(chain=chain)
                yield "\nDuring handling of the above exception, another exception occurred:\n\n"
        if self.stack:
            yield "Traceback (most recent call last):\n"
            yield from format_list(self.stack)
        yield from self.format_exception_only()

    def print(self, *, file=None, chain=True):
        for line in self.format(chain=chain):
            print(line, end="", file=sys.stderr if file is None else file)


_MISSING = object()


def _value_of(exc, value):
    return exc if value is _MISSING else value


def format_exception(exc, value=_MISSING, tb=None, limit=None, chain=True):
    value = _value_of(exc, value)
    if value is None:
        return ["NoneType: None\n"]
    return list(TracebackException(type(value), value, tb, limit=limit).format(chain=chain))


def print_exception(exc, value=_MISSING, tb=None, limit=None, file=None, chain=True):
    for line in format_exception(exc, value, tb, limit, chain):
        print(line, end="", file=sys.stderr if file is None else file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(_system.handled(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(_system.handled(), limit=limit, file=file, chain=chain)


def print_tb(tb, limit=None, file=None):
    for line in format_tb(tb, limit):
        print(line, end="", file=sys.stderr if file is None else file)


def print_list(extracted_list, file=None):
    for line in format_list(extracted_list):
        print(line, end="", file=sys.stderr if file is None else file)


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f, limit), file)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def clear_frames(tb):
    pass
