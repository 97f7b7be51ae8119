"""Our `textwrap`."""

_WHITESPACE = " \t\n\r\x0b\x0c"


def dedent(text):
    if not isinstance(text, str):
        raise TypeError(f"expected string or bytes-like object, got '{type(text).__name__}'")
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    margin = None
    for line in lines:
        if line:
            indent = line[:len(line) - len(line.lstrip(" \t"))]
            margin = indent if margin is None else _common(margin, indent)
    if margin:
        lines = [line[len(margin):] for line in lines]
    return "\n".join(lines)


def _common(one, other):
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]


def indent(text, prefix, predicate=None):
    wanted = predicate if predicate is not None else lambda line: line.strip()
    return "".join([prefix + line if wanted(line) else line for line in text.splitlines(True)])


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            first = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(first) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if isinstance(text, bytes):
            raise TypeError("a bytes-like object is required, not 'dict'")
        if self.replace_whitespace:
            text = "".join([" " if character in _WHITESPACE else character for character in text])
        return self._lines(_pieces(text, self.break_on_hyphens))

    def fill(self, text):
        return "\n".join(self.wrap(text))

    def _lines(self, pieces):
        lines = []
        at = 0
        while at < len(pieces):
            prefix = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(prefix)
            if self.drop_whitespace and lines and not pieces[at].strip():
                at += 1
            line = []
            used = 0
            while at < len(pieces) and used + len(pieces[at]) <= room:
                line.append(pieces[at])
                used += len(pieces[at])
                at += 1
            if at < len(pieces) and len(pieces[at]) > room:
                free = 1 if room < 1 else room - used
                if self.break_long_words:
                    cut = self._cut(pieces[at], free)
                    line.append(pieces[at][:cut])
                    pieces[at] = pieces[at][cut:]
                elif not line:
                    line.append(pieces[at])
                    at += 1
                used = sum([len(piece) for piece in line])
            if self.drop_whitespace and line and not line[-1].strip():
                used -= len(line[-1])
                line.pop()
            if not line:
                continue
            is_last = at >= len(pieces) or (self.drop_whitespace and at == len(pieces) - 1 and not pieces[at].strip())
            if self.max_lines is None or len(lines) + 1 < self.max_lines or (is_last and used <= room):
                lines.append(prefix + "".join(line))
                continue
            self._shorten(lines, prefix, line, used, room)
            break
        return lines

    def _cut(self, piece, free):
        cut = free
        if self.break_on_hyphens and len(piece) > free:
            hyphen = piece.rfind("-", 0, free)
            if hyphen > 0 and piece[:hyphen].strip("-"):
                cut = hyphen + 1
        return cut

    def _shorten(self, lines, prefix, line, used, room):
        while line:
            if line[-1].strip() and used + len(self.placeholder) <= room:
                lines.append(prefix + "".join(line) + self.placeholder)
                return
            used -= len(line[-1])
            line.pop()
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return
        lines.append(prefix + self.placeholder.lstrip())


def _pieces(text, break_on_hyphens):
    """Words and the whitespace between them; words are cut behind hyphens and around dashes between their parts."""
    pieces = []
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and (text[at] in _WHITESPACE) == (text[at - 1] in _WHITESPACE):
            if not break_on_hyphens or not (_is_joint(text, at - 1) or _is_dash_edge(text, at)):
                continue
        pieces.append(text[start:at])
        start = at
    return [piece for piece in pieces if piece]


def _is_joint(text, at):
    """Whether the character is a hyphen between letters, as in `well-known` and `state-of-a-b`."""
    if text[at] != "-" or at < 2 or not _is_letter(text[at - 1]):
        return False
    if not _is_letter(text[at - 2]) and not (at > 2 and text[at - 2] == "-" and _is_letter(text[at - 3])):
        return False
    rest = text[at + 1:at + 4]
    if len(rest) > 1 and rest[1] == "-":
        rest = rest[:1] + rest[2:]
    return len(rest) > 1 and _is_letter(rest[0]) and _is_letter(rest[1])


def _is_dash_edge(text, at):
    """Whether a dash of several hyphens between words starts or ends here."""
    if (text[at - 1] == "-") == (text[at] == "-"):
        return False
    first = last = at if text[at] == "-" else at - 1
    while first > 0 and text[first - 1] == "-":
        first -= 1
    while last + 1 < len(text) and text[last + 1] == "-":
        last += 1
    if first == last or first == 0 or last + 1 == len(text):
        return False
    return (_is_word(text[first - 1]) or text[first - 1] in "!\"'&.,?") and _is_word(text[last + 1])


def _is_word(character):
    return character.isalnum() or character == "_"


def _is_letter(character):
    return _is_word(character) and not character.isdigit()


def wrap(text, width=70, **options):
    return TextWrapper(width=width, **options).wrap(text)


def fill(text, width=70, **options):
    return TextWrapper(width=width, **options).fill(text)


def shorten(text, width, **options):
    return TextWrapper(width=width, max_lines=1, **options).fill(" ".join(text.strip().split()))
