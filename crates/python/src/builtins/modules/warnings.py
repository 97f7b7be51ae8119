"""Our `warnings`."""

import sys
import _system

# Each is the action, the start of the message, the category, the module, and the line; the first that fits decides.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}
_shown = {}

_ACTIONS = ("error", "ignore", "always", "default", "module", "once")


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
                f"lineno : {self.lineno}, line : {self.line!r}}}")


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None:
        line = _lines.get((filename, lineno))
    if line:
        text += f"  {line.strip()}\n"
    return text


# The lines that warnings stand on, for `formatwarning`.
_lines = {}


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = sys.stderr if file is None else file
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


def _add_filter(entry, append):
    if entry in filters:
        filters.remove(entry)
    if append:
        filters.append(entry)
    else:
        filters.insert(0, entry)
    _shown.clear()


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add_filter((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add_filter((action, None, category, None, lineno), append)


def resetwarnings():
    filters.clear()
    _shown.clear()


def _fits(pattern, text, flags=""):
    if pattern is None:
        return True
    import re
    return re.compile(pattern, re.I if flags else 0).match(text) is not None


def _action_for(text, category, module, lineno):
    for action, message, known, where, line in filters:
        if (issubclass(category, known) and (line == 0 or line == lineno)
                and (where is None or where == module or _fits(where, module)) and _fits(message, text, "i")):
            return action
    return defaultaction


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    if category is None:
        category = UserWarning
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    places = _system.stack(max(stacklevel, 1))
    file, line, _, text = places[0] if len(places) >= stacklevel else ("sys", 1, "", "")
    _lines[(file, line)] = text
    _warn(message, category, file, line, "__main__", source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if module is None:
        module = filename.removesuffix(".py") or "<unknown>"
    if isinstance(message, Warning):
        category = type(message)
    _warn(message, category, filename, lineno, module, source)


def _warn(message, category, filename, lineno, module, source):
    text = str(message)
    if not isinstance(message, Warning):
        message = category(message)
    action = _action_for(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action != "always":
        place = {"default": (filename, lineno), "module": (filename, 0), "once": ("", 0)}.get(action)
        if place is None:
            raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters")
        key = (text, category, place)
        if key in _shown:
            return
        _shown[key] = True
    _show(WarningMessage(message, category, filename, lineno, source=source))


# Where `catch_warnings` keeps warnings.
_records = []


def _show(warning):
    if _records and _records[-1] is not None and showwarning is _first_showwarning:
        _records[-1].append(warning)
    else:
        showwarning(warning.message, warning.category, warning.filename, warning.lineno, warning.file, warning.line)


_first_showwarning = showwarning


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __repr__(self):
        return "catch_warnings(record=True)" if self._record else "catch_warnings()"

    def __enter__(self):
        global showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._filters = filters[:]
        self._showwarning = showwarning
        log = [] if self._record else None
        if self._record:
            showwarning = _first_showwarning
        _records.append(log if self._record else (_records[-1] if _records else None))
        _shown.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters[:] = self._filters
        showwarning = self._showwarning
        _records.pop()
        _shown.clear()
