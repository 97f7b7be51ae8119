"""Our `importlib`."""

import sys
import _system

__path__ = []


def import_module(name, package=None):
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip("."))
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        name = ".".join(parts[:len(parts) - level + 1] + [part for part in [name[level:]] if part])
    __import__(name)
    return sys.modules[name]


def reload(module):
    _system.refuse("`importlib.reload` runs a module again, which is not supported")


def invalidate_caches():
    pass
