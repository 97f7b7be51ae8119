import copy
import textwrap
import time
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from copy import deepcopy

config = {"hosts": [{"name": "a", "ports": [80]}], "tags": {"x"}, "pair": ([1], 2)}
shallow, deep = copy.copy(config), deepcopy(config)
config["hosts"][0]["ports"].append(443)
config["pair"][0].append(9)
config["new"] = 1
print(shallow, deep, sep="\n")
cycle = [1]
cycle.append(cycle)
again = deepcopy(cycle)
print(again[1] is again, again is not cycle, again)
shared = [1]
one, two = deepcopy([shared, shared])
print(one is two, one is shared, deepcopy((1, "a")) == (1, "a"), deepcopy(None), deepcopy(len) is len)


class Node:
    kind = "node"

    def __init__(self, name):
        self.name = name
        self.links = []

    def __repr__(self):
        return f"Node({self.name!r}, {[link.name for link in self.links]})"


a, b = Node("a"), Node("b")
a.links.append(b)
b.links.append(a)
c = deepcopy(a)
c.name = "c"
print(a, b, c, c.links[0], c.links[0].links[0] is c, type(c) is Node, c.kind)
d = copy.copy(a)
d.links.append(a)
print(a, d, d is a)


class Custom:
    def __init__(self, value, note=None):
        self.value = value
        self.note = note

    def __copy__(self):
        return Custom(self.value, "copied")

    def __deepcopy__(self, memo):
        return Custom(deepcopy(self.value, memo), "deep")


value = [1]
print(copy.copy(Custom(value)).note, deepcopy(Custom(value)).note, deepcopy([Custom(value)])[0].value is value)
P = namedtuple("P", "x y")
p = deepcopy(P([1], 2))
print(p, type(p) is P, deepcopy(defaultdict(list, a=[1]))["z"], deepcopy(Counter("aa")), copy.copy(OrderedDict(a=1)))
print(copy.copy([1, [2]]), copy.copy({1}), deepcopy({1, 2}), copy.copy("a"), deepcopy(deque([1])), copy.copy((1,)))
print(copy.copy(defaultdict(int, a=1)), deepcopy(frozenset([1])))

text = """
    Hello
      there

    end
"""
print(repr(textwrap.dedent(text)), repr(textwrap.dedent("\tx\n\t  y\n \n")), repr(textwrap.dedent("a\n  b")))
print(repr(textwrap.indent("a\n\nb\n", "> ")), repr(textwrap.indent("a\n\nb", "- ", lambda line: True)))
long = ("The quick brown fox, which is a well-known animal,  jumps over the lazy dog; and averyveryverylongwordthatdoesnotfit "
        "stays.\tTabs and\nnewlines are spaces.")
for width in (10, 20, 33, 70):
    print(textwrap.wrap(long, width))
print(textwrap.fill(long, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap(long, 12, break_long_words=False, break_on_hyphens=False), textwrap.wrap(""), textwrap.wrap("   "))
print(textwrap.shorten("Hello  world, this is long", width=15), textwrap.shorten("Hello  world", width=12))
print(textwrap.shorten("Hello world and more", width=14, placeholder="..."), textwrap.wrap("a b c d e f g h", 8, max_lines=1))
print(textwrap.wrap("aaa bbb ccc", width=3, max_lines=2, placeholder="!"), textwrap.TextWrapper(width=8).fill("one two three"))
print(textwrap.wrap("re-use of state-of-the-art e-mail x-1 22-33 end", 8))
time.sleep(0)
print(textwrap.wrap("dashes--as here--or - there -- and re-a-b-c", 9), textwrap.wrap("a--b don't-do", 3))
