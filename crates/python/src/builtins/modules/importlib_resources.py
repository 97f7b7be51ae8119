"""Our `importlib.resources`: files of a package of the script."""

import importlib
import pathlib


def files(package):
    module = importlib.import_module(package) if isinstance(package, str) else package
    for folder in getattr(module, "__path__", []):
        return pathlib.Path(folder)
    raise TypeError(f"{package!r} is not a package")


def read_text(package, resource, encoding="utf-8", errors="strict"):
    return (files(package) / resource).read_text(encoding=encoding, errors=errors)


def read_binary(package, resource):
    return (files(package) / resource).read_bytes()


def open_text(package, resource, encoding="utf-8", errors="strict"):
    return (files(package) / resource).open("r", encoding=encoding, errors=errors)


def open_binary(package, resource):
    return (files(package) / resource).open("rb")


def is_resource(package, name):
    return (files(package) / name).is_file()


def contents(package):
    return [path.name for path in files(package).iterdir()]
