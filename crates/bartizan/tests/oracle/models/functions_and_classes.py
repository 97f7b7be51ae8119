from dataclasses import dataclass, field
from typing import Dict, List, Optional

from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server


@dataclass
class Service:
    name: str
    zone: str
    calls: List[str] = field(default_factory=list)
    port: int = 443
    store: Optional[str] = None


SERVICES = [
    Service("frontend", "edge", ["api"]),
    Service("api", "core", ["billing", "users"], port=8443),
    Service("billing", "core", store="ledger"),
    Service("users", "core", store="accounts"),
]


def build(services: List[Service]) -> TM:
    tm = TM("services")
    tm.description = f"{len(services)} services in {len({s.zone for s in services})} zones"
    zones: Dict[str, Boundary] = {}
    nodes = {}
    for service in services:
        zone = zones.setdefault(service.zone, None) or Boundary(service.zone.upper())
        zones[service.zone] = zone
        nodes[service.name] = Server(service.name.title(), inBoundary=zone, port=service.port, protocol="HTTPS")
    for service in services:
        for index, callee in enumerate(service.calls, start=1):
            Dataflow(nodes[service.name], nodes[callee], f"{service.name} -> {callee} (#{index:02d})")
        if service.store:
            store = Datastore(service.store, inBoundary=zones[service.zone], isSQL="led" in service.store)
            Dataflow(nodes[service.name], store, "persists" if store.isSQL else "saves")
    user = Actor("User")
    Dataflow(user, nodes["frontend"], "browses")
    return tm


def main():
    tm = build(SERVICES)
    tm.process()


if __name__ == "__main__":
    main()
