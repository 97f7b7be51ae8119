"""The part of our `os` that looks at folders, and makes them below `--allow-write DIR`."""

import os.path
import _system

F_OK = 0
X_OK = 1
W_OK = 2
R_OK = 4


class PathLike:
    def __fspath__(self):
        raise NotImplementedError()


class stat_result:
    def __init__(self, size, is_folder):
        self.st_size = size
        self.st_mode = 0o40755 if is_folder else 0o100644

    def __getattr__(self, name):
        if name.startswith("st_"):
            _system.refuse(f"`os.stat().{name}` depends on the machine, and a model may not see it")
        raise AttributeError(f"'os.stat_result' object has no attribute '{name}'")

    def __repr__(self):
        return f"os.stat_result(st_mode={self.st_mode}, st_size={self.st_size})"


class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = os.path.join(folder, name)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def is_dir(self, *, follow_symlinks=True):
        return os.path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return os.path.isfile(self.path)

    def is_symlink(self):
        return os.path.islink(self.path)

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)


class _Entries:
    """What `scandir` gives: an iterator that can be closed."""

    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


class terminal_size:
    def __init__(self, size):
        self.columns, self.lines = size

    def __iter__(self):
        return iter((self.columns, self.lines))

    def __getitem__(self, index):
        return (self.columns, self.lines)[index]

    def __len__(self):
        return 2

    def __eq__(self, other):
        return tuple(self) == tuple(other)

    def __repr__(self):
        return f"os.terminal_size(columns={self.columns}, lines={self.lines})"


def listdir(path="."):
    return _system.names("." if path is None else path)


def scandir(path="."):
    folder = os.fspath("." if path is None else path)
    return _Entries([DirEntry(folder, name) for name in _system.names(folder)])


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = os.fspath(top)
    try:
        names = _system.names(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = []
    files = []
    for name in names:
        (folders if os.path.isdir(os.path.join(top, name)) else files).append(name)
    if topdown:
        yield top, folders, files
    for name in folders:
        inner = os.path.join(top, name)
        if followlinks or not os.path.islink(inner):
            yield from walk(inner, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return stat_result(_system.size(path), os.path.isdir(path))


lstat = stat


def access(path, mode, **kwargs):
    return os.path.exists(path) and not mode & W_OK


def mkdir(path, mode=0o777, *, dir_fd=None):
    path = os.fspath(path)
    if os.path.exists(path):
        raise _error(FileExistsError, 17, "File exists", path)
    _system.make_folder(path)


def makedirs(name, mode=0o777, exist_ok=False):
    name = os.fspath(name)
    if os.path.isdir(name) or os.path.exists(name):
        if exist_ok and os.path.isdir(name):
            return
        raise _error(FileExistsError, 17, "File exists", name)
    missing = []
    path = name.rstrip("/")
    while path and not os.path.isdir(path):
        missing.append(path)
        path = os.path.dirname(path)
    for path in reversed(missing):
        _system.make_folder(path)


def _error(kind, number, reason, path):
    error = kind(f"[Errno {number}] {reason}: {path!r}")
    error.errno = number
    error.strerror = reason
    error.filename = path
    return error


def get_terminal_size(fd=1):
    raise OSError("[Errno 25] Inappropriate ioctl for device")


def cpu_count():
    return 1


def fsencode(filename):
    return os.fspath(filename).encode()


def fsdecode(filename):
    return filename.decode() if isinstance(filename, bytes) else os.fspath(filename)
