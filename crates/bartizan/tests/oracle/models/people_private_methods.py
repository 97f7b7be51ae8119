from pytm import *
class Critical(Server):
    def _color(self):
        return "red" if self.name.startswith("!") else super()._color()
    def _shape(self):
        return "octagon" if self._color() == "red" else super()._shape()
tm = TM("private", description="d")
a, b, d, u = Critical("!A"), Critical("B"), Datastore("D"), Actor("U")
f = Dataflow(a, b, "a rather long name of a flow that wraps"); Dataflow(u, a, "ua"); Dataflow(b, d, "bd")
a._safeset("port", 80); a._safeset("port", "nope"); a._safeset("inScope", True)
print(a.port, a._color(), b._color(), a._shape(), b._shape(), d._shape(), u._shape(), f._label(), Boundary("X")._color())
print(sorted(Controls.model_fields)[:3], "OS" in Server.model_fields, len(Data.model_fields) > 5, sorted(a._attr_values())[:4])
dump = b.model_dump()
print(dump["name"], dump["port"], dump["levels"], dump["controls"]["isHardened"], dump["maxClassification"], sorted(b.model_dump(include={"name", "OS"}).items()))
a._set_severity("High"); print(a.severity, Data("q")._safeset("isPII", True))
print(tm._threats is TM._threats, len(tm._threats) > 50)
tm._init_threats(); n = len(TM._threats); tm._add_threats(); print(len(TM._threats) == 2 * n)
tm._init_threats()
TM._threats[:] = [t for t in TM._threats if t.id < "B"]
tm._process()
