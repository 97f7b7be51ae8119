from pytm import *
tm = TM("syntax", description="d")
if (n := len(["a", "b"])) > 1:
    servers = [Server(f"s{i}") for i in range(n)]
first, *rest = servers
store = Datastore("d")
_ = [Dataflow(s, store, f"{s.name=}") for s in servers if not s.name.endswith("9")]
flags = {"isOrdered": True, "mergeResponses": False} | {"ignoreUnused": True}
for key, value in flags.items(): setattr(tm, key, value)
Server("unused")
lookup = {e.name: e for e in TM._elements if isinstance(e, (Server, Datastore))}
try:
    lookup["missing"]
except KeyError as e:
    print("missing:", e, e.args)
assert all(isinstance(e, Element) for e in lookup.values()), "elements"
print(f"{first.name!r:>6}|{len(rest):03}|{tm.name:^10}|", *sorted(lookup), sep=" ", end="\n")
tm.process()
print([e.name for e in TM._elements])
