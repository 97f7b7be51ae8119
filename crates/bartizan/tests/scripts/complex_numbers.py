"""Complex numbers."""

import copy


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


z = 3 + 4j
print(z, repr(z), str(1j), 0j, -0j, 1 - 0j, -1j, 1e100j, 1.5 - 2.25j, complex(-0.0, 1), complex("inf"), complex("nanj"))
print(type(z), complex, z.real, z.imag, z.conjugate(), abs(z), type(z.real), -z, +z, bool(z), bool(0j))
print(isinstance(z, complex), isinstance(1, complex), type(z).__module__, type(z).__name__)
print(z + 1, 1 + z, z - 1.5, 1.5 - z, z * 2, 2 * z, z * z, z / 2, 2 / z, z / (1 - 1j), z * True)
print(z**2, z**-1, z**0, 2**1j == complex(2) ** 1j, (1j) ** 2, z**0.5, 0j**0, 0j**2)
print((-8) ** (1 / 3), (-2.0) ** 0.5, pow(-1, 0.5), sum([1j, 2, 3.5]))
print(z == 3 + 4j, z != 3, 2 + 0j == 2, 2 == 2 + 0j, 2.5 == 2.5 + 0j, 1j == "1j", z in [1, 3 + 4j], 2**53 + 1 == complex(2**53))
print(hash(z) == hash(complex(3, 4)), hash(2 + 0j) == hash(2), hash(1j), hash(-1 - 1j), hash(0.5 + 0.25j), {1 + 0j: "a"}[1])
print(complex(), complex(1), complex(1, 2), complex(1.5, -2), complex(1j, 2j), complex(real=1, imag=2), complex(True))
for text in ["1", "1j", "j", "-j", "+1-j", " (1+2j) ", "1e5+2e-3j", "1_0j", "1.5", "-1.5e+3j", "nan+infj", "-inf-nanj", "1J"]:
    print(complex(text), end=" ")
print()
for text in ["", "1+", "1 + 2j", "(1", "a", "1jj", "1j+2", "()", "1__0j", "_1j", "--1j"]:
    attempt(lambda: complex(text))

attempt(lambda: z < 1)
attempt(lambda: 1 <= z)
attempt(lambda: z > z)
attempt(lambda: sorted([1j, 2]))
attempt(lambda: int(z))
attempt(lambda: float(z))
attempt(lambda: z // 2)
attempt(lambda: z % 2)
attempt(lambda: divmod(z, 2))
attempt(lambda: z + "a")
attempt(lambda: "a" + z)
attempt(lambda: z / 0)
attempt(lambda: 0j**-1)
attempt(lambda: (1e200 + 1j) ** 3)
attempt(lambda: abs(1.7e308 + 1.7e308j))
attempt(lambda: complex("1", 2))
attempt(lambda: complex(1, "2"))
attempt(lambda: complex([]))
attempt(lambda: complex(1, []))
attempt(lambda: complex(None))
attempt(lambda: round(z))
attempt(lambda: range(z))
attempt(lambda: [1, 2][z])
attempt(lambda: setattr(z, "real", 1))
attempt(lambda: setattr(z, "other", 1))
attempt(lambda: z.nothing)
attempt(lambda: "%d" % z)
print("%s %r" % (z, z), f"{z}", f"{z!r:>10}|", f"{z:.2f}", f"{z:+.1e}", f"{z:>12.1f}|", f"{z:*^20}|", f"{1j:.3}", f"{z:.3}")
attempt(lambda: f"{z:=10}")
attempt(lambda: f"{z:010.1f}")
attempt(lambda: f"{z:d}")


class Given:
    def __complex__(self):
        return 1 + 2j


class Named(complex):
    def size(self):
        return abs(self)


print(complex(Given()), Named(3, 4).size(), Named(3, 4), Named(3, 4) + 1, type(Named(3, 4) + 1))
print(copy.copy(z), copy.deepcopy([z]), {z: 1}, (z,), [1j])


def annotated(value: complex = 1j) -> complex:
    match value:
        case 1j:
            return "one"
        case 3 + 4j:
            return "three"
        case complex():
            return "other"


print(annotated.__annotations__, annotated(), annotated(z), annotated(2j), annotated(1))


def later():
    yield 1j
    yield (yield 2j) or 3j


print(list(later()), eval("1+2j"))


class Elsewhere:
    __module__ = "elsewhere"


print(Elsewhere)
