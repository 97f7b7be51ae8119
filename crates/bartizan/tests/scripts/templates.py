# string.Template and string.Formatter.
import string
from string import Template, Formatter
def t(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, e)
print(string.capwords("hello  wORLD a"), string.capwords("a-b-c", "-"), string.punctuation, repr(string.printable))
T = Template("$who likes ${what}, $$5 ${a}b $1")
t(lambda: T.substitute(who="x", what=1, a=2))
t(lambda: T.safe_substitute({"who": "x"}, what=2))
t(lambda: Template("a $b").substitute())
t(lambda: Template("a $b").substitute({"b": 1}, b=2))
t(lambda: Template("a\n $").substitute())
t(lambda: Template("ab${").substitute())
t(lambda: Template("$é $Ab_1").safe_substitute(Ab_1=3))
t(lambda: (T.is_valid(), T.get_identifiers(), Template("$a $b $a").get_identifiers(), T.template))
class P(Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"
t(lambda: P("%% %with_under %notunder").safe_substitute(with_under=1, notunder=2))
t(lambda: P("%% %with_under").substitute(with_under=1))
class Q(Template):
    pattern = r"""\[(?:(?P<escaped>\[)|(?P<named>\w+)\]|(?P<braced>x^)|(?P<invalid>))"""
t(lambda: Q("a [b] [[").substitute(b=5))
class AA:
    b = 1
class F(Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str): return kwargs.get(key, "?" + key)
        return super().get_value(key, args, kwargs)
    def format_field(self, v, spec): return "<" + super().format_field(v, spec) + ">"
    def convert_field(self, v, c):
        if c == "u": return str(v).upper()
        return super().convert_field(v, c)
t(lambda: F().format("{} {a} {0!r:>5}", 1))
t(lambda: F().format("{} {a!u} {b[0]} {c.real:{w}}", 1, b=[3], c=4, w=5))
t(lambda: F().format("{0} {1}", 1, 2))
t(lambda: Formatter().format("{0} {}", 1, 2))
t(lambda: Formatter().format("{:{}}", 1, 5))
t(lambda: Formatter().format("{!x}", 1))
t(lambda: Formatter().format("{a}"))
t(lambda: Formatter().format("{}"))
t(lambda: list(Formatter().parse("a{{b}}c{d!r:e{f}}g{}")))
t(lambda: list(Formatter().parse("a{")))
t(lambda: list(Formatter().parse("a}")))
t(lambda: Formatter().vformat("{x[y]}", (), {"x": {"y": 2}}))
t(lambda: Formatter().get_field("a.b[0].c", (), {}))
t(lambda: "{a.b} {c[d]} {{}} {0!s:>{w}}".format("q", a=AA(), c={"d": 2}, w=4))
t(lambda: "{a.}".format(a=1))
t(lambda: "{a[]}".format(a=1))
t(lambda: "{a[0]x}".format(a=[1]))
