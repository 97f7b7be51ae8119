"""The encodings `unicode_escape` and `raw_unicode_escape`."""

import codecs

for text in ["plain", "tab\tline\nreturn\r", "quotes ' \" \\", "\x00\x1f\x7f\x80\xff", "Ā€\uffff", "😀", "\\u0041"]:
    for encoding in ("unicode_escape", "unicode-escape", "raw_unicode_escape"):
        data = text.encode(encoding)
        print(data, data.decode(encoding) == text, ascii(data.decode(encoding)))

for data in [rb"a\n\t\\\'\"\a\b\f\v\r", rb"\0\12\1234\777", rb"\x41\u20ac\U0001f600", rb"\N{EM DASH}\N{bullet}",
             b"a\\\nb", rb"\q\8", b"\xe9\\u0041", rb"\\u0041", rb"\\\u0041"]:
    print(ascii(data.decode("unicode_escape")), ascii(data.decode("raw_unicode_escape")))

for data in [b"a\\", rb"\x4", rb"\xzz", rb"\u12", rb"\u", rb"\U0001", rb"\U00110000", rb"\Uffffffff", rb"\N", rb"\N{",
             rb"\N{}", rb"\N{NO SUCH NAME}", rb"\N{dash"]:
    for encoding in ("unicode_escape", "raw_unicode_escape"):
        for errors in ("strict", "ignore", "replace", "backslashreplace"):
            try:
                print(ascii((b"<" + data + b">").decode(encoding, errors)), ascii(data.decode(encoding, errors)))
            except UnicodeDecodeError as error:
                print(error)

print(codecs.decode(r"caf\u00e9\n", "unicode_escape"), codecs.encode("é\n", "unicode_escape"))
print(str(rb"\x41", "unicode_escape"), bytes("\t", "unicode_escape"))
