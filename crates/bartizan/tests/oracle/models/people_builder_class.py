from __future__ import annotations
import functools
from collections import OrderedDict, namedtuple
from contextlib import contextmanager
from pytm import TM, Actor, Boundary, Dataflow, Datastore, Process, Server

Link = namedtuple("Link", "source sink label protocol", defaults=["HTTPS"])

class ModelBuilder:
    _stack: list[Boundary] = []

    def __init__(self, title: str, /, *, description: str = "-"):
        self.tm = TM(title, description=description)
        self.elements: OrderedDict[str, object] = OrderedDict()

    @contextmanager
    def zone(self, name: str):
        boundary = Boundary(name)
        if self._stack:
            boundary.inBoundary = self._stack[-1]
        self._stack.append(boundary)
        try:
            yield boundary
        finally:
            self._stack.pop()

    def _add(self, kind, name, **attributes):
        element = kind(name, **attributes)
        if self._stack:
            element.inBoundary = self._stack[-1]
        self.elements[name] = element
        return self

    actor = functools.partialmethod(_add, Actor) if hasattr(functools, "partialmethod") else None
    def server(self, name, **kw): return self._add(Server, name, **kw)
    def store(self, name, **kw): return self._add(Datastore, name, **kw)
    def process_(self, name, **kw): return self._add(Process, name, **kw)

    def link(self, *links: Link) -> ModelBuilder:
        for link in links:
            Dataflow(self.elements[link.source], self.elements[link.sink], link.label, protocol=link.protocol)
        return self

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.tm.process()
        return False

with ModelBuilder("Built", description="by a builder") as m:
    m._add(Actor, "User")
    with m.zone("Edge"):
        m.server("Proxy", usesCache=True)
        with m.zone("Core"):
            m.server("App").store("DB", isSQL=True).process_("Worker", codeType="Managed")
    m.link(Link("User", "Proxy", "browse"), Link("Proxy", "App", "pass", "HTTP"), Link("App", "DB", "query", protocol="TCP"), Link("Worker", "DB", "clean up"))
