name, value, width = "web", 3.14159, 10
print(f"{name:>{width}}|{name:<6}|{name:^7}|{name:*^9}|{value:.2f}|{value:10.3e}|{value:g}|{255:#x}|{255:08b}|{1234567:,}")
print(f"{name=} {value!r:>10} {'nested ' + f'{1 + 1}'} {{}} {0.256:.1%} {-5:+d} {5: d} {True:d} {None!s:>6}")
print("%s %r %d %5.1f %-6s| %05d %x %%" % (name, name, 42, 2.25, "ab", 7, 255), "%(a)s-%(b)03d" % {"a": 1, "b": 2})
print("{} {1} {0}".replace("{} ", "").format("a", "b"), "{:>5}|{x.real}|{y[0]}|{z[k]}".format("r", x=3, y=[9], z={"k": 1}))
text = "  The quick  brown fox\tjumps\n"
print(text.split(), text.split(" "), text.strip().title(), text.strip().partition(" "), "a,b,,c".rsplit(",", 1))
print("abc".center(9, "-"), "7".zfill(3), "-7".zfill(4), "x".join("abc"), "banana".count("an"), "banana".rfind("an"))
print("Straße".casefold(), "ß".upper(), "ÀÉ".lower(), "abc".translate({97: "z", 98: None}), "a\tb".expandtabs(4))
print("line1\nline2\r\nline3".splitlines(), "line\n".splitlines(True), "prefix-x".removeprefix("prefix-"), "a-b-c".replace("-", "+", 1))
print("abc"[::-1], "abcdef"[1:5:2], "abc"[-2:], "héllo"[1], len("日本語"), "日本語"[1:], "a" < "b", "a" * 3, "é" in "café")
print("12".isdigit(), "½".isnumeric(), "abc1".isalnum(), "Ab".istitle(), " ".isspace(), "x_1".isidentifier(), "".isalpha())
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t\x00\x7f\u200b\U0001f600"), ascii("é"))
print(str(1e16), 1e15, 0.1 + 0.2, 1e-5, 1.0, float("inf"), -0.0, 1 / 3, 2.5e300, round(2.5), round(3.14159, 2), 7 // -2, 7 % -2)
print(2**100, -(2**70), 10**20 // 3, (1 << 65) % 1000, int("123456789012345678901234567890"), 0xFF, 0b11, 1_000)
print("a" "b" r"\n" f"{1}", b"bytes\x01", "multi" """ple
lines""")
