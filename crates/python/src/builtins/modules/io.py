"""Our `io`: files in memory. `open` is the built-in one."""

from _refused import refuse

open = open

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    _is_closed = False

    @property
    def closed(self):
        return self._is_closed

    def close(self):
        self._is_closed = True

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def flush(self):
        self._check()

    def isatty(self):
        self._check()
        return False

    def readable(self):
        self._check()
        return False

    def writable(self):
        self._check()
        return False

    def seekable(self):
        self._check()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def seek(self, offset, whence=0):
        raise UnsupportedOperation("seek")

    def truncate(self, size=None):
        raise UnsupportedOperation("truncate")

    def tell(self):
        return self.seek(0, 1)

    def readline(self, size=-1):
        raise UnsupportedOperation("read")

    def readlines(self, hint=-1):
        lines = []
        length = 0
        for line in self:
            lines.append(line)
            length += len(line)
            if hint is not None and 0 < hint <= length:
                break
        return lines

    def writelines(self, lines):
        self._check()
        for line in lines:
            self.write(line)

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, error, traceback):
        self.close()


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    def read(self, size=-1):
        raise UnsupportedOperation("read")

    def write(self, data):
        raise UnsupportedOperation("write")


class TextIOBase(IOBase):
    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1):
        raise UnsupportedOperation("read")

    def write(self, text):
        raise UnsupportedOperation("write")


class _Memory:
    """What text and bytes in memory share: content, what was added at its end, and a position."""

    def _start(self, content):
        self._content = content
        self._added = []
        self._length = len(content)
        self._position = 0
        self._lines = None

    def _check_open(self):
        if self.closed:
            raise ValueError(self._closed_message)

    def _whole(self):
        self._check_open()
        if self._added:
            self._content = self._content[:0].join([self._content, *self._added])
            self._added = []
        return self._content

    def getvalue(self):
        return self._whole()

    def readable(self):
        self._check_open()
        return True

    def writable(self):
        self._check_open()
        return True

    def seekable(self):
        self._check_open()
        return True

    def tell(self):
        self._check_open()
        return self._position

    def read(self, size=-1):
        whole = self._whole()
        self._lines = None
        start = self._position
        end = self._length if size is None or size < 0 else min(start + size, self._length)
        if start >= end:
            return whole[:0]
        self._position = end
        return whole[start:end]

    def readline(self, size=-1):
        whole = self._whole()
        if self._lines is None:
            self._lines = self._lines_of(whole[self._position:])
            self._lines.reverse()
        if not self._lines:
            return whole[:0]
        line = self._lines.pop()
        if size is not None and 0 <= size < len(line):
            self._lines.append(line[size:])
            line = line[:size]
        self._position += len(line)
        return line

    def _put(self, data):
        self._lines = None
        length = len(data)
        if self._position == self._length:
            self._added.append(data)
        elif length:
            whole = self._whole()
            whole += self._filler * (self._position - len(whole))
            self._content = whole[:self._position] + data + whole[self._position + length:]
        if length:
            self._position += length
            self._length = max(self._length, self._position)

    def truncate(self, size=None):
        whole = self._whole()
        size = self._position if size is None else size
        if size < 0:
            raise ValueError(f"{self._negative} size value {size}")
        if size < self._length:
            self._content = whole[:size]
            self._length = size
            self._lines = None
        return size


class StringIO(_Memory, TextIOBase):
    _filler = "\0"
    _negative = "Negative"
    _closed_message = "I/O operation on closed file"

    def __init__(self, initial_value="", newline="\n"):
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._newline = newline
        self._start("")
        if initial_value:
            self.write(initial_value)
            self._position = 0

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        self._check_open()
        text = s
        if self._newline is None:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        elif self._newline in ("\r", "\r\n"):
            text = text.replace("\n", self._newline)
        self._put(text)
        return len(s)

    def flush(self):
        pass

    def seek(self, offset, whence=0, /):
        self._check_open()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and offset < 0:
            raise ValueError(f"Negative seek position {offset}")
        if whence != 0 and offset != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._lines = None
        self._position = (offset, self._position, self._length)[whence]
        return self._position

    def _lines_of(self, text):
        end = self._newline or "\n"
        if self._newline == "":
            return _universal_lines(text)
        parts = text.split(end)
        last = parts.pop()
        return [part + end for part in parts] + ([last] if last else [])


def _universal_lines(text):
    """Lines that end in a line feed, a carriage return, or both."""
    lines = []
    for piece in text.split("\n"):
        *before, last = piece.split("\r")
        lines.extend([line + "\r" for line in before])
        lines.append(last + "\n")
        if before and not last:
            lines.pop()
            lines[-1] += "\n"
    end = lines[-1][:-1]
    return lines[:-1] + ([end] if end else [])


class BytesIO(_Memory, BufferedIOBase):
    _filler = b"\0"
    _negative = "negative"
    _closed_message = "I/O operation on closed file."

    def __init__(self, initial_bytes=b""):
        if type(initial_bytes).__name__ == "bytearray":
            initial_bytes = bytes(initial_bytes)
        if initial_bytes is not None and not isinstance(initial_bytes, bytes):
            raise TypeError(f"a bytes-like object is required, not {type(initial_bytes).__name__!r}")
        self._start(initial_bytes or b"")

    def write(self, b, /):
        self._check_open()
        if type(b).__name__ == "bytearray":
            b = bytes(b)
        if not isinstance(b, bytes):
            raise TypeError(f"a bytes-like object is required, not {type(b).__name__!r}")
        self._put(b)
        return len(b)

    def read1(self, size=-1):
        return self.read(size)

    def getbuffer(self):
        refuse("`BytesIO.getbuffer`")

    def seek(self, offset, whence=0, /):
        self._check_open()
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and offset < 0:
            raise ValueError(f"negative seek value {offset}")
        self._lines = None
        self._position = max((0, self._position, self._length)[whence] + offset, 0)
        return self._position

    def _lines_of(self, data):
        parts = data.split(b"\n")
        last = parts.pop()
        return [part + b"\n" for part in parts] + ([last] if last else [])


class TextIOWrapper(TextIOBase):
    """Text that is written to, or read from, something that takes bytes."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self.buffer = buffer
        self.encoding = encoding or "utf-8"
        self.errors = errors or "strict"
        self._text = None

    @property
    def closed(self):
        return self.buffer.closed

    def close(self):
        self.buffer.close()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.buffer.write(text.encode(self.encoding, self.errors))
        return len(text)

    def flush(self):
        self.buffer.flush()

    def _reading(self):
        if self._text is None:
            self._text = StringIO(self.buffer.read().decode(self.encoding, self.errors), None)
        return self._text

    def read(self, size=-1, /):
        return self._reading().read(size)

    def readline(self, size=-1, /):
        return self._reading().readline(size)


def text_encoding(encoding, stacklevel=2):
    return encoding if encoding is not None else "locale"
