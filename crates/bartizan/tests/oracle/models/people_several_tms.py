from pytm import TM, Actor, Dataflow, Server, Datastore

def first():
    tm = TM("First", description="one")
    a, b = Actor("A"), Server("B")
    Dataflow(a, b, "ab")
    tm.resolve()
    return tm, len(tm.findings)

def second():
    tm = TM("Second", description="two")
    c, d = Server("C"), Datastore("D")
    Dataflow(c, d, "cd")
    return tm

one, count = first()
print(one.name, count, len(TM._elements))
TM.reset()
print(len(TM._elements), len(TM._flows), len(TM._threats))
two = second()
print([e.name for e in TM._elements], two.name, len(TM._threats) > 100, len(one.findings) == count)
two.process()
