from pytm import *
tm = TM("controls", description="d")
names = sorted(n for n in dir(Controls()) if n[0].islower() and not n.startswith(("model_", "copy", "dict", "json", "parse", "schema", "construct", "validate", "from_orm", "update_")))
print(len(names), names[:5], names[-3:])
s, p = Server("S"), Process("P")
for i, n in enumerate(names):
    if isinstance(getattr(s.controls, n), bool):
        setattr((s, p)[i % 2].controls, n, True)
print(sum(bool(getattr(s.controls, n)) for n in names), sum(bool(getattr(p.controls, n)) for n in names))
Dataflow(s, p, "f"); Dataflow(p, s, "g")
tm.process()
