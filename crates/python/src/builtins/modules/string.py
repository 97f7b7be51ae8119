import re

from _string import *


_MISSING = object()


class Template:
    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = re.IGNORECASE

    def __init_subclass__(cls):
        cls.pattern = _compiled(cls)

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, keywords, is_safe):
        def value(name):
            if mapping is _MISSING or name in keywords:
                return keywords[name]
            return mapping[name]

        def filled(found):
            name = found.group("named") or found.group("braced")
            if name is not None:
                try:
                    return str(value(name))
                except KeyError:
                    if is_safe:
                        return found.group()
                    raise
            if found.group("escaped") is not None:
                return self.delimiter
            if is_safe:
                return found.group()
            raise _invalid(self.template, found.start("invalid"))
        return self.pattern.sub(filled, self.template)

    def substitute(self, mapping=_MISSING, /, **kws):
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping=_MISSING, /, **kws):
        return self._fill(mapping, kws, True)

    def is_valid(self):
        return all(found.group("invalid") is None for found in self.pattern.finditer(self.template))

    def get_identifiers(self):
        names = []
        for found in self.pattern.finditer(self.template):
            name = found.group("named") or found.group("braced")
            if name is not None and name not in names:
                names.append(name)
        return names


def _compiled(cls):
    pattern = getattr(cls, "pattern", None)
    if not isinstance(pattern, str):
        sign = re.escape(cls.delimiter)
        pattern = "%s(?:(?P<escaped>%s)|(?P<named>%s)|{(?P<braced>%s)}|(?P<invalid>))" % (
            sign, sign, cls.idpattern, cls.braceidpattern or cls.idpattern)
    return re.compile(pattern, cls.flags | re.VERBOSE)


def _invalid(template, at):
    lines = template[:at].splitlines(keepends=True)
    if not lines:
        line = column = 1
    else:
        line, column = len(lines), at - len("".join(lines[:-1]))
    return ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))


Template.pattern = _compiled(Template)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used, depth, number):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if field is None:
                continue
            if field == "":
                if number is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field, number = str(number), number + 1
            elif field.isdigit():
                if number:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                number = False
            value, key = self.get_field(field, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, number = self._vformat(spec, args, kwargs, used, depth - 1, number)
            parts.append(self.format_field(value, spec))
        return "".join(parts), number

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier %s" % conversion)

    def parse(self, format_string):
        return formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = formatter_field_name_split(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, name in rest:
            value = getattr(value, name) if is_attribute else value[name]
        return value, first


__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]
