import argparse
import sys


def attempt(parser, words, known=False):
    try:
        print(parser.parse_known_args(words) if known else parser.parse_args(words))
    except SystemExit as stop:
        print("exit", stop.code)


sys.stderr = sys.stdout

# All actions
p = argparse.ArgumentParser(prog="demo", description="A demo of %(prog)s.", epilog="That is all.")
p.add_argument("source", help="where from")
p.add_argument("rest", nargs="*", help="and more")
p.add_argument("-n", "--number", type=int, default=3, help="a number (default: %(default)s)")
p.add_argument("--name", metavar="NAME", required=True, help="who")
p.add_argument("-v", "--verbose", action="count", default=0, help="say more")
p.add_argument("-q", action="store_true")
p.add_argument("--no-color", dest="color", action="store_false", help="without colour")
p.add_argument("-I", action="append", metavar="DIR", help="a folder; may be given several times, and each time another one is searched")
p.add_argument("--const", action="store_const", const=42)
p.add_argument("--ac", action="append_const", const="x", dest="all")
p.add_argument("--bc", action="append_const", const="y", dest="all")
p.add_argument("--ext", action="extend", nargs="+", type=int)
p.add_argument("--level", choices=["low", "high"], default="low", help="one of %(choices)s")
p.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True, help="on or off")
p.add_argument("--version", action="version", version="%(prog)s 1.0")
p.add_argument("--secret", help=argparse.SUPPRESS)
p.add_argument("--a-very-long-option-name-indeed", help="its help stands on the next line and is long enough to be broken in two")
p.print_help()
p.print_usage()
attempt(p, ["src", "--name", "x"])
attempt(p, ["src", "a", "b", "--name=x", "-vvq", "-n5", "-I", "d1", "-Id2", "--ac", "--bc", "--ac"])
attempt(p, ["src", "--na", "x", "--const", "--ext", "1", "2", "--ext", "3", "--no-flag", "--no-color"])
attempt(p, ["--name", "x", "--", "-n", "-v"])
attempt(p, ["--name", "x", "s", "-5"])
attempt(p, [])
attempt(p, ["s"])
attempt(p, ["s", "--name"])
attempt(p, ["s", "--name", "x", "-n", "five"])
attempt(p, ["s", "--name", "x", "--level", "middle"])
attempt(p, ["s", "--name", "x", "--unknown", "y", "-z"])
attempt(p, ["s", "--name", "x", "--unknown", "y", "-z"], known=True)
attempt(p, ["s", "--name", "x", "--n", "y"])
attempt(p, ["s", "--name", "x", "-q5"])
attempt(p, ["s", "--name", "x", "--ext"])
attempt(p, ["--version"])
attempt(p, ["-h"])

# Values
p = argparse.ArgumentParser("values", add_help=False, argument_default=None)
p.add_argument("--opt", nargs="?", const="C", default="D")
p.add_argument("--two", nargs=2, metavar=("X", "Y"))
p.add_argument("--some", nargs="*", default="s")
p.add_argument("a", nargs="?", default="7", type=int)
p.add_argument("b", nargs="?")
print(p.format_help())
for words in [[], ["--opt"], ["--opt", "o"], ["--two", "1", "2"], ["--two", "1"], ["--some"], ["--some", "1", "2"],
              ["1", "2"], ["x"], ["1", "2", "3"], ["--opt=", "1"], ["1", "--opt", "o", "2"], ["--", "1", "2"],
              ["--two=1"], ["--some=1"]]:
    attempt(p, words)

p = argparse.ArgumentParser(prog="rest")
p.add_argument("cmd")
p.add_argument("args", nargs=argparse.REMAINDER)
for words in [["run"], ["run", "-x", "y"], ["run", "--", "z"], ["-x", "run"]]:
    attempt(p, words)
p = argparse.ArgumentParser(prog="several")
p.add_argument("first", nargs="+")
p.add_argument("last")
p.add_argument("--o")
for words in [["a"], ["a", "b"], ["a", "b", "c", "--o", "1"], ["a", "--o", "1", "b"], ["a", "b", "--o", "1", "c"]]:
    attempt(p, words)


# Types
def positive(text):
    number = int(text)
    if number <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return number


def listed(text):
    return [int(part) for part in text.split(",")]


p = argparse.ArgumentParser(prog="types", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
p.add_argument("--p", type=positive, default=1, help="positive")
p.add_argument("--l", type=listed, default=[1], help="a list")
p.add_argument("--f", type=float, choices=[1.5, 2.5], help="a float")
p.add_argument("--d", default="5", type=int, help="has %(type)s")
p.add_argument("--s", action="store_true", help="set")
p.add_argument("word", nargs="?", default="w", help="a word")
p.print_help()
for words in [["--p", "3", "--l", "1,2"], ["--p", "0"], ["--p", "x"], ["--l", "1,a"], ["--f", "1.5"], ["--f", "3"]]:
    attempt(p, words)

# Groups
p = argparse.ArgumentParser(prog="groups", usage="%(prog)s [whatever]", formatter_class=argparse.RawDescriptionHelpFormatter,
                            description="line one\n  line two", epilog="  the\n end")
g = p.add_argument_group("output", "where it goes")
g.add_argument("-o", "--out", help="a file")
g.add_argument("--format", default="svg")
m = p.add_mutually_exclusive_group()
m.add_argument("--x", action="store_true", help="x")
m.add_argument("--y", action="store_true")
r = g.add_mutually_exclusive_group(required=True)
r.add_argument("--red", action="store_true")
r.add_argument("--blue", metavar="B")
p.print_help()
for words in [[], ["--red"], ["--red", "--blue", "1"], ["--x", "--y", "--red"], ["--x", "--red", "-oa"]]:
    attempt(p, words)
p = argparse.ArgumentParser(prog="exclusive")
m = p.add_mutually_exclusive_group()
m.add_argument("--x", action="store_true")
m.add_argument("--y", nargs="?")
m.add_argument("pos", nargs="?")
r = p.add_mutually_exclusive_group(required=True)
r.add_argument("--red", action="store_true")
r.add_argument("--blue")
p.print_usage()
p = argparse.ArgumentParser(prog="raw", formatter_class=argparse.RawTextHelpFormatter)
p.add_argument("--t", help="first\nsecond\n   third")
p.print_help()

# Subcommands
p = argparse.ArgumentParser(prog="git")
p.add_argument("--verbose", action="store_true")
subs = p.add_subparsers(dest="command", required=True, help="what to do")
add = subs.add_parser("add", help="adds", description="Adds files.")
add.add_argument("path")
add.add_argument("-f", "--force", action="store_true")
add.set_defaults(func=lambda args: "adding " + args.path)
remove = subs.add_parser("remove", aliases=["rm"], help="removes")
remove.add_argument("path", nargs="+")
remove.set_defaults(func=lambda args: "removing " + ",".join(args.path))
p.print_help()
add.print_help()
for words in [["add", "x"], ["--verbose", "rm", "a", "b"]]:
    args = p.parse_args(words)
    print(args.func(args), args.command, args.verbose)
for words in [[], ["push"], ["add"], ["add", "x", "--nope"]]:
    attempt(p, words)
print(p.parse_known_args(["add", "x", "--nope"])[1])
p = argparse.ArgumentParser(prog="titled")
p.add_argument("base")
subs = p.add_subparsers(title="commands", description="all of them", metavar="COMMAND")
subs.add_parser("one")
subs.add_parser("two", help="the second")
p.print_help()
attempt(p, ["b"])
attempt(p, ["b", "one"])

# Parents, conflicts, prefixes, exit_on_error
parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("--shared", default="s")
parent.add_argument_group("more").add_argument("--extra")
p = argparse.ArgumentParser(prog="child", parents=[parent], prefix_chars="-+", conflict_handler="resolve")
p.add_argument("+x", dest="plus")
p.add_argument("--shared", default="mine")
p.set_defaults(extra="e", other=1)
p.print_help()
attempt(p, ["+x", "1"])
print(p.get_default("shared"), p.get_default("other"))
p = argparse.ArgumentParser(prog="strict", allow_abbrev=False, exit_on_error=False)
p.add_argument("--number", type=int)
attempt(p, ["--num", "3"])
try:
    p.parse_args(["--number", "x"])
except argparse.ArgumentError as error:
    print("error:", error)
for bad in [lambda: p.add_argument("--number"), lambda: p.add_argument("--z", action="nope"),
            lambda: p.add_argument("w", required=True), lambda: p.add_argument("--t", type="int")]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (option_string, values.upper()))


class Mine(argparse.ArgumentParser):
    def error(self, message):
        print("my error:", message)
        raise ValueError(message)


p = Mine(prog="mine")
p.add_argument("--up", action=Upper)
print(p.parse_args(["--up", "abc"]), vars(p.parse_args([])))
try:
    p.parse_args(["--nope"])
except ValueError as error:
    print("caught", error)
n = argparse.Namespace(a=1, b="x")
n.c = [1]
print(n, "a" in n, "z" in n, n == argparse.Namespace(a=1, b="x", c=[1]), getattr(n, "zz", None))
p.parse_args(["--up", "q"], namespace=n)
print(n)
p = argparse.ArgumentParser(prog="a-program-with-a-very-long-name-that-takes-more-than-three-quarters-of-the-line")
p.add_argument("--option-one")
p.add_argument("positional")
p.print_usage()
p = argparse.ArgumentParser(prog="mixed")
p.add_argument("--foo")
p.add_argument("cmd")
p.add_argument("rest", nargs="*", type=int)
print(p.parse_intermixed_args("doit 1 --foo bar 2 3".split()))
print(p.add_argument("--shown", type=int))
