"""Our `pathlib`: POSIX paths, and reading what the script may read."""

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
    def exists(self):
        return os.path.exists(str(self))

    def is_file(self):
        return os.path.isfile(str(self))

    def is_dir(self):
        return os.path.isdir(str(self))

    def absolute(self):
        return type(self)(os.path.join(os.getcwd(), str(self)))

    def resolve(self, strict=False):
        return type(self)(os.path.abspath(str(self)))

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(str(self), mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with open(str(self), "r", encoding=encoding, errors=errors) as file:
            return file.read()

    def read_bytes(self):
        with open(str(self), "rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        open(str(self), "w")

    def write_bytes(self, data):
        open(str(self), "wb")

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if not (exist_ok and self.is_dir()):
            open(str(self), "w")


PosixPath = Path
