"""Numbers: arithmetic, rounding, hashes and formats."""

print(0.1 + 0.2, 1e16, 1e-5, 123456789.0, 1.0, -0.0, 1e100, float("inf"), float("nan"), 1/3, 2.5e-10, 1e22, 1e15, 0.1, 100.0, 1.5e300 * 1e10)
print(round(0.5), round(1.5), round(2.5), round(2.675, 2), round(1234.5678, -2), round(15, -1), round(25, -1), round(-2.5), round(1e20), round(3.14159, 3), type(round(1.0)), round(5, 2), round(1.0, 2))
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 % 2, divmod(-7, 2), divmod(7.5, -2), pow(2, 10), pow(2, 10, 1000), pow(3, -1, 11), 2 ** -1, (-8) ** 2, 2 ** 0.5, 10 ** 20, -2 ** 2)
print(int("0x1f", 16), int("0b11", 0), int("1_000"), int("  42 "), int("-7"), int("z", 36), int(3.9), int(-3.9), int(True), 0xff, 0o17, 0b101, 1_000_000)
print(1 == 1.0, hash(1) == hash(1.0), 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 10**30 > 1e29, 1 < 1.5, True == 1, True + True, hash(2**61-1), hash(-1), hash(-2), hash(1.5), hash(2**61), hash(float("inf")), hash(10**20), hash(0.1), hash(-1.0), hash(True), hash(2**100))
print((255).bit_length(), (10).to_bytes(2, "big"), (3.5).is_integer(), (4.0).as_integer_ratio(), (5).bit_count(), (7).conjugate(), (7).numerator, (7).denominator, (7).real, (7).imag)
print(1_0.5, 1e3, .5, 5., 1E-2, 0xFF, 1 if 1 else 2, not 1, not [], 1 and 2, 0 or 3, None or "x", 1 < 2 < 3, 1 < 3 > 2, 1 == 1 != 2)
print(10**50, -10**50 // 7, 10**50 % 7, 2**200 >> 100, 1 << 70, (1<<70) & 0xff, ~(1<<70), -(1<<70), abs(-(1<<70)), (1<<70) ^ 1, int(1e25), float(10**25), 10**25 / 10**24, str(2**100)[:5], f"{2**70:,}", f"{2**70:x}", 3**100 % 1000)
print(f"{1234567.891:,.2f} {0.5:%} {255:#x} {255:08b} {-5:+d} {5:+d} {1e10:g} {1e-10:g} {123456:e} {1.0:g} {3:5}|{3:<5}|{3:^5}|{'a':>5}|{'a':*^7}| {True} {None} {1.5:10.3f} {10:c}")
print(sum([0.1]*10), sum([1, 2.5]), sum([[1], [2]], []), max(1, 2.5), min("b", "a"), max([1, 3], key=lambda x: -x), max([], default=7), min((3, 1), (2, 9)), max("abc"), sum(range(10)), sum({1: 2, 3: 4}), sum([1], start=10), abs(-2.5), all([]), any([]))
