"""Our `importlib.util`."""

import os.path
import sys
import types
import _system


class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.submodule_search_locations = [] if is_package else None
        self.has_location = origin is not None

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition(".")[0]

    def __repr__(self):
        return f"ModuleSpec(name={self.name!r}, loader={self.loader!r}, origin={self.origin!r})"


class _Loader:
    def __init__(self, name, path):
        self.name = name
        self.path = path

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        _system.run_file(module, self.path)


def find_spec(name, package=None):
    if name in sys.modules:
        return ModuleSpec(name, None, origin=getattr(sys.modules[name], "__file__", None))
    folders = sys.path
    if "." in name:
        parent = __import__(name.rpartition(".")[0], fromlist=["_"])
        parent = sys.modules[name.rpartition(".")[0]]
        folders = getattr(parent, "__path__", [])
    last = name.rpartition(".")[2]
    for folder in folders:
        for path in (os.path.join(folder, last, "__init__.py"), os.path.join(folder, last + ".py")):
            if os.path.isfile(path):
                return ModuleSpec(name, _Loader(name, path), origin=path, is_package=path.endswith("__init__.py"))
    return ModuleSpec(name, None, origin="built-in") if _system.is_library(name) else None


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    path = os.fspath(location)
    return ModuleSpec(name, loader or _Loader(name, path), origin=path,
                      is_package=submodule_search_locations is not None)


def module_from_spec(spec):
    module = types.ModuleType(spec.name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    if spec.origin:
        module.__file__ = spec.origin
    return module
