"""Our `pathlib`: POSIX paths, and reading what the script may read."""

import fnmatch
import os
import os.path


class PurePath:
    def __init__(self, *segments):
        root = ""
        names = []
        for segment in segments:
            text = os.fspath(segment)
            if text.startswith("/"):
                root = "/"
                names = []
            names.extend([name for name in text.split("/") if name and name != "."])
        self._root = root
        self._names = names

    def _with(self, names):
        path = type(self)()
        path._root = self._root
        path._names = names
        return path

    def __str__(self):
        return self._root + "/".join(self._names) or "."

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self)

    def __repr__(self):
        kind = "PosixPath" if type(self).__name__ == "Path" else type(self).__name__
        return f"{kind}({str(self)!r})"

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return (self._root, self._names) == (other._root, other._names)

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts < other.parts

    def __le__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts <= other.parts

    def __gt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts > other.parts

    def __ge__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts >= other.parts

    def __truediv__(self, other):
        if not isinstance(other, str) and not hasattr(other, "__fspath__"):
            return NotImplemented
        return self.joinpath(other)

    def __rtruediv__(self, other):
        if not isinstance(other, str):
            return NotImplemented
        return type(self)(other, self)

    def joinpath(self, *others):
        return type(self)(self, *others)

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def parts(self):
        return tuple(([self._root] if self._root else []) + self._names)

    @property
    def name(self):
        return self._names[-1] if self._names else ""

    @property
    def suffix(self):
        name = self.name
        at = name.rfind(".")
        return name[at:] if 0 < at < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        suffix = self.suffix
        return self.name[:-len(suffix)] if suffix else self.name

    @property
    def parent(self):
        return self._with(self._names[:-1])

    @property
    def parents(self):
        return tuple([self._with(self._names[:count]) for count in range(len(self._names) - 1, -1, -1)])

    def with_name(self, name):
        if not self._names:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._with(self._names[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(self.stem + suffix)

    def is_absolute(self):
        return bool(self._root)

    def is_relative_to(self, *other):
        base = type(self)(*other)
        return self.parts[:len(base.parts)] == base.parts

    def match(self, path_pattern):
        pattern = type(self)(path_pattern)
        if not pattern._names:
            raise ValueError("empty pattern")
        if pattern._root and (not self._root or len(pattern._names) != len(self._names)):
            return False
        if len(pattern._names) > len(self._names):
            return False
        pairs = zip(reversed(self._names), reversed(pattern._names))
        return all([fnmatch.fnmatchcase(name, part) for name, part in pairs])

    def as_uri(self):
        if not self._root:
            raise ValueError("relative path can't be expressed as a file URI")
        import urllib.parse
        return "file://" + urllib.parse.quote(str(self))

    def is_reserved(self):
        return False

    def __bytes__(self):
        return str(self).encode()

    def relative_to(self, *other):
        base = type(self)(*other)
        if not self.is_relative_to(base):
            raise ValueError(
                f"{str(self)!r} is not in the subpath of {str(base)!r} OR one path is relative and the other is absolute."
            )
        return type(self)(*self.parts[len(base.parts):])


class PurePosixPath(PurePath):
    pass


class Path(PurePath):
    def stat(self, *, follow_symlinks=True):
        return os.stat(str(self))

    lstat = stat

    def exists(self):
        return os.path.exists(str(self))

    def is_file(self):
        return os.path.isfile(str(self))

    def is_dir(self):
        return os.path.isdir(str(self))

    def is_symlink(self):
        return os.path.islink(str(self))

    def is_mount(self):
        return str(self) == "/"

    def _is_other(self):
        return False

    is_socket = is_fifo = is_block_device = is_char_device = _is_other

    def samefile(self, other_path):
        return os.path.samefile(str(self), other_path)

    def absolute(self):
        return type(self)(os.path.join(os.getcwd(), str(self)))

    def resolve(self, strict=False):
        if strict and not self.exists():
            raise FileNotFoundError(f"[Errno 2] No such file or directory: {str(self)!r}")
        return type(self)(os.path.realpath(str(self)))

    def expanduser(self):
        if self._names and not self._root and self._names[0].startswith("~"):
            raise RuntimeError("Could not determine home directory.")
        return self

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        raise RuntimeError("Could not determine home directory.")

    def iterdir(self):
        for name in os.listdir(str(self)):
            yield self._with(self._names + [name])

    def glob(self, pattern):
        return self._matching(pattern, False)

    def rglob(self, pattern):
        return self._matching(pattern, True)

    def _matching(self, pattern, is_recursive):
        pattern = os.fspath(pattern)
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        if pattern.startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = [part for part in pattern.split("/") if part and part != "."]
        if is_recursive:
            parts.insert(0, "**")
        seen = set()
        for path in self._below(parts):
            if str(path) not in seen:
                seen.add(str(path))
                yield path

    def _below(self, parts):
        if not parts:
            yield self
            return
        part, rest = parts[0], parts[1:]
        if part == "**":
            yield from self._below(rest)
            for inner in self._entries():
                if inner.is_dir() and not inner.is_symlink():
                    yield from inner._below(parts)
        elif any(letter in part for letter in "*?["):
            for inner in self._entries():
                if fnmatch.fnmatchcase(inner.name, part) and (not rest or inner.is_dir()):
                    yield from inner._below(rest)
        else:
            inner = self._with(self._names + [part])
            if inner.exists():
                yield from inner._below(rest)

    def _entries(self):
        try:
            return list(self.iterdir())
        except OSError:
            return []

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(str(self), mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with open(str(self), "r", encoding=encoding, errors=errors) as file:
            return file.read()

    def read_bytes(self):
        with open(str(self), "rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with open(str(self), "w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with open(str(self), "wb") as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(f"[Errno 17] File exists: {str(self)!r}")
            return
        open(str(self), "w").close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if exist_ok and self.is_dir():
            return
        if parents and not self.exists():
            os.makedirs(str(self), exist_ok=exist_ok)
        else:
            os.mkdir(str(self))

    def unlink(self, missing_ok=False):
        if not missing_ok or self.exists():
            os.unlink(str(self))

    def rmdir(self):
        os.rmdir(str(self))

    def rename(self, target):
        os.rename(str(self), target)

    def replace(self, target):
        os.replace(str(self), target)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, str(self))

    def hardlink_to(self, target):
        os.link(target, str(self))

    def readlink(self):
        os.readlink(str(self))

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(str(self), mode)

    def owner(self):
        os.getlogin()

    group = owner


PosixPath = Path
