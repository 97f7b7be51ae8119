from pytm import *
import pytm as p
import pytm.pytm
from pytm.pytm import TM as TheTM, Element as El
print(p.TM is TheTM, pytm.pytm.Server is Server, p.Element is El, pytm.enums.Classification is Classification, hasattr(p, "Asset"), hasattr(p, "nope"))
print(sorted(n for n in p.__all__ if n[0].isupper())[:4], isinstance(p.__file__, str), p.__name__, pytm.pytm.__name__, p.TM.__module__.split(".")[0])
tm = p.TM("ns", description="d")
a, b = p.Actor("A"), p.Server("B")
p.Dataflow(a, b, "f", data=p.Data("d", classification=p.Classification.SECRET))
print(p.Server.__doc__ is not None, TM.process.__name__, callable(TM.reset), issubclass(Server, p.Asset), Server.__mro__[1].__name__, [c.__name__ for c in (Actor, Boundary, Dataflow) if issubclass(c, El)])
tm.process()
