from typing import Optional
from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server, Lambda, Data, Classification, Element, Process

class Container(Process):
    image: str = "alpine"
    OS: str = "Linux"
    replicas: int = 1

    def scale(self, n):
        self.replicas = n
        return self

class PostgreSQL(Datastore):
    port: int = 5432
    protocol: str = "TCP"
    isSQL: bool = True
    owner: Optional[str] = None

class Frontend(Container):
    """Shows pages."""
    def __init__(self, name, **data):
        super().__init__(name, **data)
        self.implementsAPI = True
        self.controls.sanitizesInput = True

class Secret(Data):
    def __init__(self, name, **kw):
        super().__init__(name, classification=Classification.SECRET, isCredentials=True, **kw)

class Zone(Boundary):
    colour: str = "red"

tm = TM("subclasses", description="own classes")
z = Zone("Zone")
web = Frontend("Web", inBoundary=z).scale(3) if False else Frontend("Web", inBoundary=z)
web.scale(3)
db = PostgreSQL("PG", inBoundary=z, owner="dba")
u = Actor("U")
f = Dataflow(u, web, "f", data=Secret("pw"))
g = Dataflow(web, db, "g")
print(web.OS, web.image, web.replicas, db.port, db.owner, z.colour, isinstance(web, Process), isinstance(db, Datastore), [d.classification.name for d in f.data], str(web), type(db).__name__)
tm.process()
