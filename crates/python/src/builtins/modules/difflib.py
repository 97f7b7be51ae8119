from collections import namedtuple

__all__ = ["SequenceMatcher", "get_close_matches", "unified_diff", "context_diff", "ndiff", "restore", "Match",
           "Differ", "IS_LINE_JUNK", "IS_CHARACTER_JUNK"]

Match = namedtuple("Match", "a b size")


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk = isjunk
        self.autojunk = autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is not self.b:
            self.b = b
            self.matching_blocks = self.opcodes = self.fullbcount = None
            self._index()

    def _index(self):
        self.b2j = places = {}
        for at, item in enumerate(self.b):
            places.setdefault(item, []).append(at)
        self.bjunk = junk = set()
        if self.isjunk:
            junk.update(item for item in places if self.isjunk(item))
            for item in junk:
                del places[item]
        self.bpopular = popular = set()
        length = len(self.b)
        if self.autojunk and length >= 200:
            popular.update(item for item, at in places.items() if len(at) > length // 100 + 1)
            for item in popular:
                del places[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        a, b, junk = self.a, self.b, self.bjunk
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        start_a, start_b, size = alo, blo, 0
        lengths = {}
        for i in range(alo, ahi):
            longer = {}
            for j in self.b2j.get(a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                length = longer[j] = lengths.get(j - 1, 0) + 1
                if length > size:
                    start_a, start_b, size = i - length + 1, j - length + 1, length
            lengths = longer
        for is_junk in (False, True):
            while start_a > alo and start_b > blo and (b[start_b - 1] in junk) == is_junk and \
                    a[start_a - 1] == b[start_b - 1]:
                start_a, start_b, size = start_a - 1, start_b - 1, size + 1
            while start_a + size < ahi and start_b + size < bhi and (b[start_b + size] in junk) == is_junk and \
                    a[start_a + size] == b[start_b + size]:
                size += 1
        return Match(start_a, start_b, size)

    def get_matching_blocks(self):
        if self.matching_blocks is None:
            found, left = [], [(0, len(self.a), 0, len(self.b))]
            while left:
                alo, ahi, blo, bhi = left.pop()
                i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
                if size:
                    found.append(match)
                    if alo < i and blo < j:
                        left.append((alo, i, blo, j))
                    if i + size < ahi and j + size < bhi:
                        left.append((i + size, ahi, j + size, bhi))
            self.matching_blocks = self._joined(sorted(found))
        return self.matching_blocks

    def _joined(self, found):
        blocks = []
        for match in found:
            if blocks and blocks[-1].a + blocks[-1].size == match.a and blocks[-1].b + blocks[-1].size == match.b:
                before = blocks.pop()
                match = Match(before.a, before.b, before.size + match.size)
            blocks.append(match)
        blocks.append(Match(len(self.a), len(self.b), 0))
        return blocks

    def get_opcodes(self):
        if self.opcodes is None:
            self.opcodes, i, j = [], 0, 0
            for at_a, at_b, size in self.get_matching_blocks():
                if i < at_a or j < at_b:
                    tag = "replace" if i < at_a and j < at_b else "delete" if i < at_a else "insert"
                    self.opcodes.append((tag, i, at_a, j, at_b))
                i, j = at_a + size, at_b + size
                if size:
                    self.opcodes.append(("equal", at_a, i, at_b, j))
        return self.opcodes

    def get_grouped_opcodes(self, n=3):
        codes = list(self.get_opcodes()) or [("equal", 0, 1, 0, 1)]
        if codes[0][0] == "equal":
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == "equal":
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == "equal" and i2 - i1 > n + n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        return _ratio(sum(match[-1] for match in self.get_matching_blocks()), len(self.a) + len(self.b))

    def quick_ratio(self):
        if self.fullbcount is None:
            self.fullbcount = {}
            for item in self.b:
                self.fullbcount[item] = self.fullbcount.get(item, 0) + 1
        left, matches = {}, 0
        for item in self.a:
            count = left.get(item, self.fullbcount.get(item, 0))
            left[item] = count - 1
            if count > 0:
                matches += 1
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        return _ratio(min(len(self.a), len(self.b)), len(self.a) + len(self.b))


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError("n must be > 0: %r" % (n,))
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError("cutoff must be in [0.0, 1.0]: %r" % (cutoff,))
    found, matcher = [], SequenceMatcher()
    matcher.set_seq2(word)
    for possibility in possibilities:
        matcher.set_seq1(possibility)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff and matcher.ratio() >= cutoff:
            found.append((matcher.ratio(), possibility))
    return [possibility for _, possibility in sorted(found, reverse=True)[:n]]


def _check_types(a, b, *names):
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError("lines to compare must be str, not %s (%r)" % (type(lines[0]).__name__, lines[0]))
    for name in names:
        if not isinstance(name, str):
            raise TypeError("all arguments must be str, not: %r" % (name,))


def _headers(marks, files, dates, lineterm):
    for mark, file, date in zip(marks, files, dates):
        yield "%s %s%s%s" % (mark, file, "\t" + date if date else "", lineterm)


def _unified_range(start, stop):
    length = stop - start
    if length == 1:
        return str(start + 1)
    return "%d,%d" % (start + 1 if length else start, length)


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    for number, group in enumerate(SequenceMatcher(None, a, b).get_grouped_opcodes(n)):
        if number == 0:
            yield from _headers(("---", "+++"), (fromfile, tofile), (fromfiledate, tofiledate), lineterm)
        first, last = group[0], group[-1]
        yield "@@ -%s +%s @@%s" % (_unified_range(first[1], last[2]), _unified_range(first[3], last[4]), lineterm)
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from (" " + line for line in a[i1:i2])
                continue
            if tag in ("replace", "delete"):
                yield from ("-" + line for line in a[i1:i2])
            if tag in ("replace", "insert"):
                yield from ("+" + line for line in b[j1:j2])


def _context_range(start, stop):
    length = stop - start
    first = start + 1 if length else start
    return str(first) if length <= 1 else "%d,%d" % (first, first + length - 1)


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    marks = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
    for number, group in enumerate(SequenceMatcher(None, a, b).get_grouped_opcodes(n)):
        if number == 0:
            yield from _headers(("***", "---"), (fromfile, tofile), (fromfiledate, tofiledate), lineterm)
        first, last = group[0], group[-1]
        yield "***************" + lineterm
        yield "*** %s ****%s" % (_context_range(first[1], last[2]), lineterm)
        if any(code[0] in ("replace", "delete") for code in group):
            for tag, i1, i2, _, _ in group:
                if tag != "insert":
                    yield from (marks[tag] + line for line in a[i1:i2])
        yield "--- %s ----%s" % (_context_range(first[3], last[4]), lineterm)
        if any(code[0] in ("replace", "insert") for code in group):
            for tag, _, _, j1, j2 in group:
                if tag != "delete":
                    yield from (marks[tag] + line for line in b[j1:j2])


def IS_LINE_JUNK(line):
    return line.strip() in ("", "#")


def IS_CHARACTER_JUNK(ch, ws=" \t"):
    return ch in ws


class Differ:
    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == "replace":
                yield from self._replaced(a, alo, ahi, b, blo, bhi)
            elif tag == "equal":
                yield from self._marked(" ", a, alo, ahi)
            else:
                yield from self._marked("-", a, alo, ahi)
                yield from self._marked("+", b, blo, bhi)

    def _marked(self, mark, lines, low, high):
        for at in range(low, high):
            yield mark + " " + lines[at]

    def _plainly(self, a, alo, ahi, b, blo, bhi):
        old, new = self._marked("-", a, alo, ahi), self._marked("+", b, blo, bhi)
        for part in (new, old) if bhi - blo < ahi - alo else (old, new):
            yield from part

    def _replaced(self, a, alo, ahi, b, blo, bhi):
        best, cutoff = 0.74, 0.75
        matcher = SequenceMatcher(self.charjunk)
        found = same = None
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    same = same or (i, j)
                    continue
                matcher.set_seq1(a[i])
                if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                    best, found = matcher.ratio(), (i, j)
        if best < cutoff:
            if same is None:
                yield from self._plainly(a, alo, ahi, b, blo, bhi)
                return
            found = same
        else:
            same = None
        i, j = found
        yield from self._between(a, alo, i, b, blo, j)
        if same is None:
            yield from self._changed(a[i], b[j], matcher)
        else:
            yield "  " + a[i]
        yield from self._between(a, i + 1, ahi, b, j + 1, bhi)

    def _between(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._replaced(a, alo, ahi, b, blo, bhi)
        else:
            yield from self._marked("-", a, alo, ahi)
            yield from self._marked("+", b, blo, bhi)

    def _changed(self, old, new, matcher):
        matcher.set_seqs(old, new)
        below_old = below_new = ""
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            mark = {"replace": "^", "delete": "-", "insert": "+", "equal": " "}[tag]
            below_old += mark * (i2 - i1)
            below_new += mark * (j2 - j1)
        yield "- " + old
        yield from self._question(old, below_old)
        yield "+ " + new
        yield from self._question(new, below_new)

    def _question(self, line, below):
        kept = "".join(character if mark == " " and character.isspace() else mark
                       for character, mark in zip(line, below)).rstrip()
        if kept:
            yield "? %s\n" % kept


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    if which not in (1, 2):
        raise ValueError("unknown delta choice (must be 1 or 2): %r" % which)
    kept = ("  ", "- " if which == 1 else "+ ")
    for line in delta:
        if line[:2] in kept:
            yield line[2:]
