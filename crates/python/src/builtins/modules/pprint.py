"""Our `pprint`: a value on one line when it fits, or its parts below each other."""

import collections
import dataclasses
import sys


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._repr(object, frozenset(), 0)


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Key:
    """Orders keys that cannot be compared by the names of their types."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _key_of_entry(entry):
    return _Key(entry[0])


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent = indent
        self._width = width
        self._stream = stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers
        self._is_readable = True
        self._is_recursive = False

    def pprint(self, object):
        stream = self._stream if self._stream is not None else sys.stdout
        stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        parts = []
        self._put(object, parts, 0, 0, frozenset(), 0)
        return "".join(parts)

    def isreadable(self, object):
        self._is_readable = True
        self._is_recursive = False
        self._repr(object, frozenset(), 0)
        return self._is_readable and not self._is_recursive

    def isrecursive(self, object):
        self._is_recursive = False
        self._repr(object, frozenset(), 0)
        return self._is_recursive

    def format(self, object, context, maxlevels, level):
        text = self._repr(object, frozenset(context), level)
        return text, self._is_readable, self._is_recursive

    # On several lines. `allowance` is the room that closing brackets need.

    def _put(self, object, parts, indent, allowance, context, level):
        if id(object) in context:
            parts.append(_recursion(object))
            self._is_recursive = True
            self._is_readable = False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            put = self._way_of(object)
            if put is not None:
                put(object, parts, indent, allowance, context | {id(object)}, level + 1)
                return
        parts.append(text)

    def _way_of(self, object):
        kind = type(object)
        if _has_plain_repr(kind, dict):
            return self._put_dict
        if _has_plain_repr(kind, list):
            return self._put_list
        if _has_plain_repr(kind, tuple):
            return self._put_tuple
        if _has_plain_repr(kind, str):
            return self._put_text
        if _has_plain_repr(kind, bytes):
            return self._put_bytes
        if _has_plain_repr(kind, set) or _has_plain_repr(kind, frozenset):
            return self._put_set
        if kind is collections.OrderedDict:
            return self._put_ordered
        if kind is collections.defaultdict:
            return self._put_default
        if kind is collections.Counter:
            return self._put_counter
        if kind is collections.deque:
            return self._put_deque
        if dataclasses.is_dataclass(object) and not isinstance(object, type) and _has_made_repr(kind):
            return self._put_dataclass
        return None

    def _put_dict(self, object, parts, indent, allowance, context, level):
        parts.append("{")
        if self._indent > 1:
            parts.append((self._indent - 1) * " ")
        if object:
            entries = self._sorted_entries(object)
            self._put_entries(entries, parts, indent, allowance + 1, context, level)
        parts.append("}")

    def _sorted_entries(self, object):
        if self._sort_dicts:
            return sorted(object.items(), key=_key_of_entry)
        return list(object.items())

    def _put_entries(self, entries, parts, indent, allowance, context, level):
        indent += self._indent
        between = ",\n" + " " * indent
        last = len(entries) - 1
        for at, (key, value) in enumerate(entries):
            shown = self._repr(key, context, level)
            parts.append(shown + ": ")
            self._put(value, parts, indent + len(shown) + 2, allowance if at == last else 1, context, level)
            if at != last:
                parts.append(between)

    def _put_list(self, object, parts, indent, allowance, context, level):
        parts.append("[")
        self._put_items(object, parts, indent, allowance + 1, context, level)
        parts.append("]")

    def _put_tuple(self, object, parts, indent, allowance, context, level):
        parts.append("(")
        end = ",)" if len(object) == 1 else ")"
        self._put_items(object, parts, indent, allowance + len(end), context, level)
        parts.append(end)

    def _put_set(self, object, parts, indent, allowance, context, level):
        kind = type(object)
        if not object:
            parts.append(repr(object))
            return
        if kind is set:
            parts.append("{")
            end = "}"
        else:
            parts.append(kind.__name__ + "({")
            end = "})"
            indent += len(kind.__name__) + 1
        self._put_items(sorted(object, key=_Key), parts, indent, allowance + len(end), context, level)
        parts.append(end)

    def _put_items(self, items, parts, indent, allowance, context, level):
        indent += self._indent
        if self._indent > 1:
            parts.append((self._indent - 1) * " ")
        items = list(items)
        next_line = ",\n" + " " * indent
        between = ""
        room = left = self._width - indent + 1
        for at, item in enumerate(items):
            is_last = at == len(items) - 1
            if is_last:
                room -= allowance
                left -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                width = len(text) + 2
                if left < width:
                    left = room
                    between = between and next_line
                if left >= width:
                    left -= width
                    parts.append(between + text)
                    between = ", "
                    continue
            parts.append(between)
            between = next_line
            self._put(item, parts, indent, allowance if is_last else 1, context, level)

    def _put_text(self, object, parts, indent, allowance, context, level):
        if not object:
            parts.append(repr(object))
            return
        has_brackets = level == 1
        if has_brackets:
            indent += 1
            allowance += 1
        chunks = self._chunks_of_text(object, indent, allowance)
        if len(chunks) == 1:
            parts.append(repr(object))
            return
        self._put_chunks(chunks, parts, indent, has_brackets)

    def _chunks_of_text(self, text, indent, allowance):
        """The text in pieces that fit: its lines, and where one is too long its words."""
        most = self._width - indent
        chunks = []
        lines = text.splitlines(True)
        for number, line in enumerate(lines):
            is_last_line = number == len(lines) - 1
            room = most - allowance if is_last_line else most
            shown = repr(line)
            if len(shown) <= room:
                chunks.append(shown)
                continue
            words = _words(line)
            current = ""
            for at, word in enumerate(words):
                candidate = current + word
                limit = most - allowance if is_last_line and at == len(words) - 1 else most
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = word
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        return chunks

    def _put_chunks(self, chunks, parts, indent, has_brackets):
        if has_brackets:
            parts.append("(")
        parts.append(("\n" + " " * indent).join(chunks))
        if has_brackets:
            parts.append(")")

    def _put_bytes(self, object, parts, indent, allowance, context, level):
        if len(object) <= 4:
            parts.append(repr(object))
            return
        has_brackets = level == 1
        if has_brackets:
            indent += 1
            allowance += 1
        self._put_chunks(_chunks_of_bytes(object, self._width - indent, allowance), parts, indent, has_brackets)

    def _put_ordered(self, object, parts, indent, allowance, context, level):
        name = type(object).__name__
        if not object:
            parts.append(repr(object))
            return
        parts.append(name + "(")
        pairs = list(object.items())
        self._put(pairs, parts, indent + len(name) + 1, allowance + 1, context, level)
        parts.append(")")

    def _put_default(self, object, parts, indent, allowance, context, level):
        if not object:
            parts.append(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        name = type(object).__name__
        indent += len(name) + 1
        parts.append(f"{name}({factory},\n{' ' * indent}")
        self._put_dict(object, parts, indent, allowance + 1, context, level)
        parts.append(")")

    def _put_counter(self, object, parts, indent, allowance, context, level):
        if not object:
            parts.append(repr(object))
            return
        name = type(object).__name__
        parts.append(name + "({")
        if self._indent > 1:
            parts.append((self._indent - 1) * " ")
        self._put_entries(object.most_common(), parts, indent + len(name) + 1, allowance + 2, context, level)
        parts.append("})")

    def _put_deque(self, object, parts, indent, allowance, context, level):
        if not object:
            parts.append(repr(object))
            return
        name = type(object).__name__
        parts.append(name + "(")
        indent += len(name) + 1
        parts.append("[")
        if object.maxlen is None:
            self._put_items(object, parts, indent, allowance + 2, context, level)
            parts.append("])")
        else:
            self._put_items(object, parts, indent, 2, context, level)
            most = self._repr(object.maxlen, context, level)
            parts.append(f"],\n{' ' * indent}maxlen={most})")

    def _put_dataclass(self, object, parts, indent, allowance, context, level):
        name = type(object).__name__
        parts.append(name + "(")
        indent += len(name) + 1
        between = ",\n" + " " * indent
        fields = [(field.name, getattr(object, field.name)) for field in dataclasses.fields(object) if field.repr]
        last = len(fields) - 1
        for at, (key, value) in enumerate(fields):
            parts.append(key + "=")
            if id(value) in context:
                parts.append("...")
            else:
                self._put(value, parts, indent + len(key) + 1, allowance if at == last else 1, context, level)
            if at != last:
                parts.append(between)
        parts.append(")")

    # On one line.

    def _repr(self, object, context, level):
        kind = type(object)
        if kind is int and self._underscore_numbers:
            return f"{object:_d}"
        if _has_plain_repr(kind, dict):
            return self._repr_dict(object, context, level)
        if _has_plain_repr(kind, list) or _has_plain_repr(kind, tuple):
            return self._repr_items(object, context, level)
        text = repr(object)
        if text.startswith("<"):
            self._is_readable = False
        return text

    def _repr_dict(self, object, context, level):
        if not object:
            return "{}"
        if self._depth is not None and level >= self._depth:
            self._is_readable = False
            return "{...}"
        if id(object) in context:
            return self._recursive(object)
        context = context | {id(object)}
        shown = [self._repr(key, context, level + 1) + ": " + self._repr(value, context, level + 1)
                 for key, value in self._sorted_entries(object)]
        return "{" + ", ".join(shown) + "}"

    def _repr_items(self, object, context, level):
        if isinstance(object, list):
            pattern = "[{}]"
        else:
            pattern = "({},)" if len(object) == 1 else "({})"
        if not object:
            return pattern.format("")
        if self._depth is not None and level >= self._depth:
            self._is_readable = False
            return pattern.format("...")
        if id(object) in context:
            return self._recursive(object)
        context = context | {id(object)}
        return pattern.format(", ".join([self._repr(item, context, level + 1) for item in object]))

    def _recursive(self, object):
        self._is_readable = False
        self._is_recursive = True
        return _recursion(object)


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


def _has_plain_repr(kind, base):
    """Whether objects of the class are shown as those of a built-in type."""
    return kind is base


def _has_made_repr(kind):
    """Whether a dataclass is shown by the method that was made for it, which is no function of a script."""
    return type(kind.__repr__) is not type(_has_made_repr)


def _words(line):
    """Runs of visible characters, each with the white space behind it."""
    words = []
    start = 0
    for at in range(1, len(line)):
        if line[at - 1].isspace() and not line[at].isspace():
            words.append(line[start:at])
            start = at
    words.append(line[start:])
    return words


def _chunks_of_bytes(data, width, allowance):
    chunks = []
    current = b""
    last = len(data) // 4 * 4
    for at in range(0, len(data), 4):
        part = data[at:at + 4]
        candidate = current + part
        if at == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                chunks.append(repr(current))
            current = part
        else:
            current = candidate
    if current:
        chunks.append(repr(current))
    return chunks
