# Regular expressions: what the interface promises, beyond what re_random.py samples.
import copy
import re


def shown(function):
    try:
        print(ascii(function()))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


# Flags and patterns.
shown(lambda: (re.I, re.I | re.M, re.RegexFlag(0), re.compile("a", re.I | re.S).flags, re.compile("a", re.A).flags))
shown(lambda: (re.compile("a"), re.compile(b"a", re.I), re.compile("a", re.X | re.I), re.compile("'\"\n")))
shown(lambda: (re.compile("x" * 300), re.match("x+", "x" * 300)))
shown(lambda: re.compile("(?P<y>a)(b)(?P<z>c)?"))
pattern = re.compile("(?P<y>a)(b)(?P<z>c)?")
shown(lambda: (pattern.groups, dict(pattern.groupindex), pattern.pattern, pattern.flags))
shown(lambda: (re.compile("a") is re.compile("a"), re.compile("a") == re.compile("a", re.I), {re.compile("a"): 1}))
shown(lambda: (re.compile(pattern) is pattern, copy.copy(pattern) is pattern, copy.deepcopy(pattern) is pattern))
shown(lambda: (type(pattern), isinstance(pattern, re.Pattern), isinstance(pattern.match("ab"), re.Match)))
shown(lambda: re.compile(pattern, re.I))
shown(lambda: re.compile(5))
shown(lambda: re.Pattern())
shown(lambda: re.match("a", 5))
shown(lambda: re.match("a", b"a"))
shown(lambda: re.match(b"a", "a"))
shown(lambda: re.purge())

# Matches.
match = pattern.search("xxaby", 1)
shown(lambda: (match.group(), match.group(0, 1, "z"), match["y"], match[2], match.groups(), match.groups("-")))
shown(lambda: (match.groupdict(), match.groupdict("-"), match.start(), match.end(2), match.span("y"), match.span(3)))
shown(lambda: (match.pos, match.endpos, match.lastindex, match.lastgroup, match.string, match.re is pattern, match.regs))
shown(lambda: (match, match.expand(r"\2\g<y>\g<0>\n"), bool(match), copy.copy(match) is match))
shown(lambda: match.group(4))
shown(lambda: match.group("q"))
shown(lambda: match["q"])
shown(lambda: match.start(-1))
shown(lambda: re.match("((a)(b))", "ab").lastindex)
shown(lambda: re.match("(é)(ß)", "éß!").groups())

# Replacing and splitting.
shown(lambda: re.sub("x*", "-", "abxd"))
shown(lambda: re.sub("(a)(b)?", r"[\1|\2]", "abac"))
shown(lambda: re.subn("a", lambda match: match.group() * 2, "banana", 2))
shown(lambda: re.sub("a", lambda match: None, "banana"))
shown(lambda: re.sub("a", lambda match: 5, "banana"))
shown(lambda: re.sub("a", 5, "banana"))
shown(lambda: re.sub("a", b"x", "banana"))
shown(lambda: re.sub(b"a", b"<\\g<0>>", b"banana"))
shown(lambda: re.sub("a", r"\g<x>", "a"))
shown(lambda: re.sub("a", r"\1", "a"))
shown(lambda: re.split("[,;] *", "a, b;c,,d", maxsplit=3))
shown(lambda: re.split("(,)|;", "a,b;c"))
shown(lambda: re.split(r"\b", "ab cd"))
shown(lambda: re.escape("a.b*c[d] e-f#\n\té_"))
shown(lambda: re.escape(b"a.b\xff"))
shown(lambda: [match.span() for match in re.finditer("a|", "baa")])
shown(lambda: type(re.finditer("a", "a")).__name__)
shown(lambda: re.findall("(a)|(b)", "ab"))
shown(lambda: re.findall("|a", "aa"))

# Verbose patterns, comments, scoped flags, atoms.
DATE = re.compile(r"""
    (?P<year> \d{4} ) -    # the year
    (?P<month> \d\d )
    [ ]? \# ?
""", re.VERBOSE)
shown(lambda: DATE.match("2024-05 #").groupdict())
shown(lambda: re.findall("(?i:a)b(?-i:C)(?s:.)", "AbC\nabC abc", re.I))
shown(lambda: [bool(re.fullmatch(p, "aaab")) for p in ("a++b", "a++ab", "(?>a+)b", "(?>a+)ab", "a*?b", "a{2,3}+b")])
shown(lambda: [re.fullmatch("(<)?a(?(1)>|!)", text) is not None for text in ("<a>", "a!", "<a!", "a>")])
shown(lambda: re.findall(r"(?<=a)b|(?<!a)c|d(?=e)|e(?!f)", "abacccdefe"))
shown(lambda: re.search(r"(?m)^b$", "a\nb\nc").span())
shown(lambda: (re.search(r"a$", "a\n").span(), re.search(r"a\Z", "a\n"), re.search(r"$", "a\n").span()))
shown(lambda: re.findall(r"\w+", "naïve Straße 12²"))
shown(lambda: re.findall(r"(?a)\w+", "naïve Straße 12"))
shown(lambda: re.findall(r"(?i)ss|ß|k", "ẞ ß SS \u212a ſs"))
shown(lambda: re.match(r"\N{LATIN SMALL LETTER E WITH ACUTE}\u00e9\xe9", "ééé"))

# What is wrong with a pattern, and where.
for wrong in ["(", ")", "[", "a**", "*", "a{2,1}", "(?P<1>a)", "(?P<a>b)(?P<a>c)", "(?P=q)", r"\1", r"(a\1)", "[b-a]",
              r"[\d-z]", "(?<=a*)b", "a(?i)b", "(?z)", "(?P", "(?", "\\", r"\q", r"\x1", r"\u12", "(?(1)a", "(?(2)a|b)",
              "(?(a)b)", "(?#", "(?<a", "(?iu-i:x)", "(?-u:x)", "(?L)a", "(?au)a", r"\N{NO SUCH}", r"\777",
              "a\n(b", "(?(1)a|b|c)(x)", "x{99999999999}", "(?P<n", "(?i-", "(?:a", "[a-\\w]", r"(?<=(a)\1)b"]:
    shown(lambda: re.compile(wrong))
try:
    re.compile("ab\n(c")
except re.error as error:
    shown(lambda: (error.msg, error.pattern, error.pos, error.lineno, error.colno, error.args))
shown(lambda: re.compile("a", re.A | re.U))
shown(lambda: re.compile("a", re.L))
shown(lambda: re.compile(b"a", re.U))
shown(lambda: re.error("message", "pattern", 3))
shown(lambda: issubclass(re.error, Exception))
