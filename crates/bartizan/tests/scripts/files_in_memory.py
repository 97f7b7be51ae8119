"""io: text and bytes in memory."""

import contextlib
import io


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, error)


text = io.StringIO()
print(text.write("one\n"), text.write("zwei é\n"), text.write(""), text.tell(), repr(text.getvalue()))
print("three", 4, file=text)
text.writelines(["a", "b\n"])
print(repr(text.getvalue()), text.read(), text.seek(0), text.read(5), text.readline(), text.tell(), list(text), text.readline())
text.seek(4)
text.write("ZWEI")
print(repr(text.getvalue()), text.tell(), text.seek(0, 2), text.seek(30), text.write("x"), repr(text.getvalue()))
text.seek(3)
print(text.truncate(), repr(text.getvalue()), text.truncate(100), text.seek(0), text.readlines(), text.readable(), text.writable(), text.seekable(), text.isatty(), text.closed)
for newline in ("\n", None, "", "\r", "\r\n"):
    made = io.StringIO("a\nb\r\nc\rd\n\r\ne", newline=newline)
    print(repr(newline), repr(made.getvalue()), made.readlines(), made.seek(2), made.readline(3), made.readline(), made.read(1), made.readline())
    made = io.StringIO(newline=newline)
    made.write("x\ny\r\n")
    print(repr(made.getvalue()))
with io.StringIO("one\ntwo") as made:
    print([line for line in made], made.readlines(), next(made, "end"))
print(made.closed)
for method in ("read", "readline", "getvalue", "tell", "flush", "isatty", "readable"):
    attempt(getattr(made, method))
attempt(made.write, "x")
attempt(iter, made)
attempt(io.StringIO, 5)
attempt(io.StringIO, "", "x")
attempt(text.write, 5)
attempt(text.write, b"x")
attempt(text.seek, -1)
attempt(text.seek, 1, 1)
attempt(text.seek, 0, 7)
attempt(text.truncate, -1)
attempt(text.fileno)
print(io.StringIO("a\nb\nc\n").readlines(3), io.StringIO("abc").read(None), io.StringIO(None).getvalue() == "", io.StringIO("abc").readline(2))

data = io.BytesIO(b"one\ntwo")
print(data.read(2), data.readline(), data.tell(), data.read(), data.seek(1), list(data), data.seek(-2, 2), data.read(), data.seek(0), data.seek(2, 1))
print(data.write(b"XY"), data.getvalue(), data.seek(10), data.write(b"!"), data.getvalue(), data.truncate(2), data.getvalue(), data.read1())
attempt(data.write, "x")
attempt(data.seek, -1)
attempt(data.seek, 0, 9)
attempt(data.truncate, -5)
attempt(io.BytesIO, "x")
print(data.seek(-50, 1), io.BytesIO().getvalue(), io.BytesIO(b"a\r\nb").readlines())
data.close()
attempt(data.read)
print(isinstance(text, io.TextIOBase), isinstance(text, io.IOBase), isinstance(data, io.BufferedIOBase), isinstance(data, io.TextIOBase),
      issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError), io.SEEK_END, io.open is open)
buffer = io.StringIO()
with contextlib.redirect_stdout(buffer):
    print("inside", end="")
print(buffer.getvalue())


class Upper(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


upper = Upper()
print("shout", file=upper)
print(upper.getvalue(), io.TextIOWrapper(io.BytesIO("é\r\nb".encode())).read().split("\n"))
