from pytm import TM, Actor, Dataflow, Server
class Company(TM):
    """Our template of a model."""
    owner: str = "security"
    def __init__(self, name, **kw):
        kw.setdefault("description", "standard description")
        super().__init__(name, **kw)
        self.isOrdered = True
    def process(self):
        print("processing", self.name, self.owner)
        super().process()
tm = Company("company")
Dataflow(Actor("A"), Server("B"), "f")
tm.process()
print(isinstance(tm, TM), type(tm).__name__, tm.description)
