class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self): return f"Point({self.x}, {self.y})"

class Kind:
    WEB = "web"

def show(value):
    match value:
        case None: return "none"
        case True | False as flag: return f"flag {flag}"
        case Kind.WEB: return "a web"
        case 0 | -1: return "small"
        case int(n) if n > 100: return f"large {n}"
        case int() | float(): return f"number {value}"
        case "": return "empty"
        case str(text): return f"text {text}"
        case []: return "nothing"
        case [only]: return f"one {only}"
        case [first, *_, last] if first == last: return f"from {first} to the same"
        case (1, [2, x], *rest): return f"nested {x} {rest}"
        case [*all_]: return f"many {all_}"
        case {"kind": "server", "name": name, **rest}: return f"server {name} {rest}"
        case {}: return "a dict"
        case Point(0, 0): return "origin"
        case Point(x, y=0): return f"on x at {x}"
        case Point(x=x) if x < 0: return f"left {x}"
        case Point() as p: return f"point {p}"
        case _: return "anything"

for value in [None, True, False, "web", 0, -1, 5, 500, 2.5, "", "abc", [], [1], (1, 2, 1), (1, [2, 3], 4, 5), [1, 2],
              {"kind": "server", "name": "a", "port": 1}, {"x": 1}, {}, Point(0, 0), Point(3, 0), Point(-1, 5), Point(1, 1), object]:
    print(show(value))

def unbound(v):
    match v:
        case [a, 2]: return a
        case [a, b]: return a + b
    return "no"
print(unbound([1, 2]), unbound([3, 4]), unbound(3))
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as error:
    print(error)
try:
    match 5:
        case int(1, 2): pass
except TypeError as error:
    print(error)
match = [1, 2, 3]
case = match[0]
print(match, case)
for n in range(3):
    match n:
        case 1: continue
        case 2: break
    print("loop", n)
