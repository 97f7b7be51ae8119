"""tomllib."""

import io
import tomllib
from decimal import Decimal

TEXT = '''
title = "Threat model"   # a comment
count = 1_000
negative = -17
hexadecimal = 0xDEADbeef
octal = 0o755
binary = 0b1101
large = 123456789012345678901234567890
plus = +5
pi = 3.14
exponent = 5e+22
both = -6.626e-34
infinite = inf
yes = true
no = false
"quoted key" = 'literal \\ text'
escapes = "tab\\t quote\\" é \\u00E9 \\U0001F600"
multi = """
one
two \\
   three"""
raw = \'\'\'
a\\b
c\'\'\'
empty = []
numbers = [1, 2, 3,]
nested = [[1, 2], ["a", "b"], []]
mixed = [1, "two", 3.0, {four = 4}]
point = {x = 1, y = {z = 2}}
a.b.c = 1
a.b.d = 2

[owner]
name = "Tom"

[servers.alpha]
ip = "10.0.0.1"

[servers.beta]
ip = "10.0.0.2"
role = "backend"

[[products]]
name = "Hammer"

[[products]]
name = "Nail"

[[products.sizes]]
length = 3
'''
data = tomllib.loads(TEXT)
for key, value in data.items():
    print(key, repr(value))
print(tomllib.load(io.BytesIO(b"x = 1\r\ny = 'z'\r\n")), tomllib.loads(""), tomllib.loads("x = 1.50", parse_float=Decimal), tomllib.loads("x = nan"))
for text in ["x", "x =", "= 1", "x = 1\nx = 2", "[a]\n[a]", "x = 'a", "x = [1", "x = 01", "x = 1__0", "a.b = 1\na = 2", "x = tru", "[a", "x = {a = 1", 'x = "\\q"', "x = 1 y = 2"]:
    try:
        print(text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        print(repr(text), isinstance(error, ValueError), "(at " in str(error))
for wrong in (lambda: tomllib.load(io.StringIO("x = 1")), lambda: tomllib.loads(b"x = 1"), lambda: tomllib.loads("x = 1.5", parse_float=lambda text: [])):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
