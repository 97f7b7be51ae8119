import sys
from pytm import TM, Actor, Boundary, Dataflow, Datastore, Server
def build(argv=None):
    tm = TM("With main")
    tm.description = "built in a function"
    b = Boundary("B")
    u, s, d = Actor("U"), Server("S"), Datastore("D")
    for e in (s, d): e.inBoundary = b
    Dataflow(u, s, "f"); Dataflow(s, d, "g")
    return tm
def main() -> int:
    tm = build()
    tm.process()
    return 0
if __name__ == "__main__":
    raise SystemExit(main())
