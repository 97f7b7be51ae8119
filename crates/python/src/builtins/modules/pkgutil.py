"""Our `pkgutil`: modules in the script's folders."""

import importlib
import os


class ModuleInfo:
    def __init__(self, module_finder, name, ispkg):
        self.module_finder = module_finder
        self.name = name
        self.ispkg = ispkg

    def __iter__(self):
        return iter((self.module_finder, self.name, self.ispkg))

    def __getitem__(self, index):
        return tuple(self)[index]

    def __repr__(self):
        return f"ModuleInfo(module_finder=None, name={self.name!r}, ispkg={self.ispkg})"


def iter_modules(path=None, prefix=""):
    import sys
    seen = []
    for folder in sys.path if path is None else path:
        if not os.path.isdir(folder):
            continue
        for name in os.listdir(folder):
            is_package = os.path.isfile(os.path.join(folder, name, "__init__.py"))
            module = name if is_package else name.removesuffix(".py")
            if not is_package and module == name or module in seen or module == "__init__" or not module.isidentifier():
                continue
            seen.append(module)
            yield ModuleInfo(None, prefix + module, is_package)


def walk_packages(path=None, prefix="", onerror=None):
    for info in iter_modules(path, prefix):
        yield info
        if info.ispkg:
            try:
                module = importlib.import_module(info.name)
            except ImportError:
                if onerror is not None:
                    onerror(info.name)
                continue
            yield from walk_packages(module.__path__, info.name + ".", onerror)


def get_data(package, resource):
    module = importlib.import_module(package)
    if getattr(module, "__file__", None) is None:
        return None
    with open(os.path.join(os.path.dirname(module.__file__), resource), "rb") as file:
        return file.read()
