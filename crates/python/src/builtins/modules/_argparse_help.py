"""How `argparse` sets usage and help in lines."""

import textwrap

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
PARSER = "A..."
REMAINDER = "..."

_COLUMNS = 80
_LEAST_WIDTH = 11


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog = prog
        self._width = _COLUMNS - 2 if width is None else width
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(self._width - 20, indent_increment * 2))
        self._current_indent = 0
        self._action_max_length = 0
        # Sections inside each other: each is its heading, its indent, and what makes its texts.
        self._sections = [(None, 0, [])]

    def _indent(self):
        self._current_indent += self._indent_increment

    def _dedent(self):
        self._current_indent -= self._indent_increment

    def _add_item(self, function, *arguments):
        self._sections[-1][2].append((function, arguments))

    def start_section(self, heading):
        self._indent()
        self._sections.append((heading, self._current_indent - self._indent_increment, []))

    def end_section(self):
        section = self._sections.pop()
        self._dedent()
        self._add_item(self._format_section, section)

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._add_item(self._format_text, text)

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, usage, actions, groups, prefix)

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        headers = [self._format_action_invocation(action)]
        for inner in self._iter_indented_subactions(action):
            headers.append(self._format_action_invocation(inner))
        longest = max([len(header) for header in headers]) + self._current_indent
        self._action_max_length = max(self._action_max_length, longest)
        self._add_item(self._format_action, action)

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = "".join([function(*arguments) for function, arguments in self._sections[0][2]])
        if not text:
            return ""
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return text.strip("\n") + "\n"

    def _format_section(self, section):
        heading, indent, items = section
        self._indent()
        body = "".join([function(*arguments) for function, arguments in items])
        self._dedent()
        if not body:
            return ""
        title = "" if heading is None or heading is SUPPRESS else " " * indent + heading + ":\n"
        return "\n" + title + body + "\n"

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        width = max(self._width - self._current_indent, _LEAST_WIDTH)
        return self._fill_text(text, width, " " * self._current_indent) + "\n\n"

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = "usage: " if prefix is None else prefix
        if usage is not None:
            return prefix + usage % {"prog": self._prog} + "\n\n"
        options = [action for action in actions if action.option_strings]
        positionals = [action for action in actions if not action.option_strings]
        whole = self._format_actions_usage(options + positionals, groups)
        line = " ".join([part for part in (self._prog, whole) if part])
        width = max(self._width - self._current_indent, _LEAST_WIDTH)
        if len(prefix) + len(line) > width:
            option_parts = _words(self._format_actions_usage(options, groups))
            positional_parts = _words(self._format_actions_usage(positionals, groups))
            line = self._usage_in_lines(prefix, option_parts, positional_parts, width)
        return prefix + line + "\n\n"

    def _usage_in_lines(self, prefix, options, positionals, width):
        prog = self._prog
        if len(prefix) + len(prog) <= 0.75 * width:
            indent = " " * (len(prefix) + len(prog) + 1)
            if options:
                lines = _lines([prog] + options, indent, width, len(prefix))
                lines += _lines(positionals, indent, width)
            elif positionals:
                lines = _lines([prog] + positionals, indent, width, len(prefix))
            else:
                lines = [prog]
        else:
            indent = " " * len(prefix)
            lines = _lines(options + positionals, indent, width)
            if len(lines) > 1:
                lines = _lines(options, indent, width) + _lines(positionals, indent, width)
            lines = [prog] + lines
        return "\n".join(lines)

    def _format_actions_usage(self, actions, groups):
        grouped = {}
        inside = []
        for group in groups:
            members = group._group_actions
            if members and members[0] in actions:
                start = actions.index(members[0])
                if actions[start:start + len(members)] == members:
                    grouped[start] = group
                    inside += members
        parts = []
        at = 0
        while at < len(actions):
            group = grouped.get(at)
            if group is None:
                if actions[at].help is not SUPPRESS:
                    parts.append(self._usage_of(actions[at], actions[at] in inside))
                at += 1
                continue
            shown = [action for action in group._group_actions if action.help is not SUPPRESS]
            text = " | ".join([self._usage_of(action, True) for action in shown])
            if shown and not group.required:
                text = "[" + text + "]"
            elif len(shown) > 1:
                text = "(" + text + ")"
            if text:
                parts.append(text)
            at += len(group._group_actions)
        return " ".join([part for part in parts if part])

    def _usage_of(self, action, is_in_group):
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            if is_in_group and part[:1] == "[" and part[-1:] == "]":
                part = part[1:-1]
            return part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            values = self._format_args(action, self._get_default_metavar_for_optional(action))
            part = action.option_strings[0] + " " + values
        return part if action.required or is_in_group else "[" + part + "]"

    def _format_action(self, action):
        position = min(self._action_max_length + 2, self._max_help_position)
        width = max(self._width - position, _LEAST_WIDTH)
        room = position - self._current_indent - 2
        indent = " " * self._current_indent
        header = self._format_action_invocation(action)
        has_help = action.help and action.help.strip()
        first_indent = ""
        if not action.help:
            text = indent + header + "\n"
        elif len(header) <= room:
            text = indent + header.ljust(room) + "  "
        else:
            text = indent + header + "\n"
            first_indent = " " * position
        if has_help:
            lines = self._split_lines(self._expand_help(action), width)
            text += first_indent + lines[0] + "\n"
            for line in lines[1:]:
                text += " " * position + line + "\n"
        elif not text.endswith("\n"):
            text += "\n"
        for inner in self._iter_indented_subactions(action):
            text += self._format_action(inner)
        return text

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return self._metavar_formatter(action, default)(1)[0]
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        values = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ", ".join([option + " " + values for option in action.option_strings])

    def _metavar_formatter(self, action, default_metavar):
        if action.metavar is not None:
            name = action.metavar
        elif action.choices is not None:
            name = "{" + ",".join([str(choice) for choice in action.choices]) + "}"
        else:
            name = default_metavar
        return lambda count: name if isinstance(name, tuple) else (name,) * count

    def _format_args(self, action, default_metavar):
        names = self._metavar_formatter(action, default_metavar)
        nargs = action.nargs
        if nargs is None:
            return "%s" % names(1)
        if nargs == OPTIONAL:
            return "[%s]" % names(1)
        if nargs == ZERO_OR_MORE:
            several = names(1)
            return "[%s [%s ...]]" % several if len(several) == 2 else "[%s ...]" % several
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % names(2)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return "%s ..." % names(1)
        if nargs == SUPPRESS:
            return ""
        if not isinstance(nargs, int):
            raise ValueError("invalid nargs value")
        return " ".join(["%s"] * nargs) % names(nargs)

    def _expand_help(self, action):
        values = {"prog": self._prog}
        for name, value in vars(action).items():
            if value is SUPPRESS:
                continue
            if hasattr(value, "__name__"):
                value = value.__name__
            values[name] = value
        if values.get("choices") is not None:
            values["choices"] = ", ".join([str(choice) for choice in values["choices"]])
        return self._get_help_string(action) % values

    def _iter_indented_subactions(self, action):
        inner = action._get_subactions() if hasattr(action, "_get_subactions") else []
        if inner:
            self._indent()
            yield from inner
            self._dedent()

    def _split_lines(self, text, width):
        return textwrap.wrap(" ".join(text.split()), width)

    def _fill_text(self, text, width, indent):
        return textwrap.fill(" ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    def _fill_text(self, text, width, indent):
        return "".join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _get_help_string(self, action):
        text = "" if action.help is None else action.help
        if "%(default)" in text or action.default is SUPPRESS:
            return text
        if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
            text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__


def _words(usage):
    """The parts of a usage between which a line may break: what stands in brackets stays together."""
    words = []
    at = 0
    while at < len(usage):
        if usage[at] == " ":
            at += 1
            continue
        end = -1
        if usage[at] in "([":
            end = _closing(usage, at, ")" if usage[at] == "(" else "]")
        if end < 0:
            end = usage.find(" ", at)
            end = len(usage) if end < 0 else end
        words.append(usage[at:end])
        at = end
    return words


def _closing(usage, start, bracket):
    """Where the first closing bracket ends that a space or the end follows."""
    at = usage.find(bracket, start)
    while at >= 0:
        if at + 1 == len(usage) or usage[at + 1] == " ":
            return at + 1
        at = usage.find(bracket, at + 1)
    return -1


def _lines(parts, indent, width, first_length=None):
    """Parts set in lines; the first line stands after a text that is so long, when one is given."""
    lines = []
    line = []
    length = (len(indent) if first_length is None else first_length) - 1
    for part in parts:
        if line and length + 1 + len(part) > width:
            lines.append(indent + " ".join(line))
            line = []
            length = len(indent) - 1
        line.append(part)
        length += len(part) + 1
    if line:
        lines.append(indent + " ".join(line))
    if first_length is not None and lines:
        lines[0] = lines[0][len(indent):]
    return lines
