"""Our `glob`: what lies below the model's folder, in the order of names."""

import fnmatch
import os

_SPECIAL = "*?["


def has_magic(s):
    return any(letter in s for letter in _SPECIAL)


def escape(pathname):
    return "".join(["[" + letter + "]" if letter in _SPECIAL else letter for letter in pathname])


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    base = "" if root_dir is None else os.fspath(root_dir)
    start = "/" if pathname.startswith("/") else ""
    parts = [part for part in pathname.split("/") if part]
    if pathname.endswith("/"):
        parts.append("")
    yield from _below(base, start, parts, recursive, include_hidden)


def _below(base, prefix, parts, recursive, hidden):
    """Paths that match the parts, below a folder; they start with the prefix."""
    if not parts:
        yield prefix
        return
    part, rest = parts[0], parts[1:]
    if recursive and part == "**":
        if rest:
            yield from _below(base, prefix, rest, recursive, hidden)
        elif prefix:
            yield prefix
        for name in _names(base, prefix):
            if name.startswith(".") and not hidden:
                continue
            inner = prefix + name
            if os.path.isdir(os.path.join(base, inner)):
                yield from _below(base, inner + "/", parts, recursive, hidden) if rest else _all(base, inner, hidden)
            elif not rest:
                yield inner
        return
    if not has_magic(part):
        path = prefix + part
        if part == "":
            if os.path.isdir(os.path.join(base, prefix or ".")):
                yield prefix
        elif rest:
            if os.path.isdir(os.path.join(base, path)):
                yield from _below(base, path + "/", rest, recursive, hidden)
        elif os.path.lexists(os.path.join(base, path)):
            yield path
        return
    for name in _names(base, prefix):
        if name.startswith(".") and not part.startswith(".") and not hidden:
            continue
        if not fnmatch.fnmatchcase(name, part):
            continue
        path = prefix + name
        if not rest:
            yield path
        elif os.path.isdir(os.path.join(base, path)):
            yield from _below(base, path + "/", rest, recursive, hidden)


def _all(base, path, hidden):
    yield path
    for name in _names(base, path + "/"):
        if name.startswith(".") and not hidden:
            continue
        inner = path + "/" + name
        if os.path.isdir(os.path.join(base, inner)):
            yield from _all(base, inner, hidden)
        else:
            yield inner


def _names(base, prefix):
    try:
        return os.listdir(os.path.join(base, prefix) or ".")
    except OSError:
        return []
