from pytm import *
tm = TM("tables"); tm.description = "flows from tuples"; tm.isOrdered = True
A = [Actor(n) for n in ("Customer", "Clerk")]
S = {n: Server(n, OS=o, port=p) for n, o, p in [("web", "Debian", 443), ("erp", "Windows", 8080), ("mail", "", 25)]}
D = {n: Datastore(n, isSQL=q, isShared=sh, hasWriteAccess=w) for n, q, sh, w in (("sql", True, False, True), ("files", False, True, True))}
everything = {e.name: e for e in [*A, *S.values(), *D.values()]}
for i, (src, dst, what, proto) in enumerate([
        ("Customer", "web", "order", "HTTPS"), ("Clerk", "erp", "enter", "HTTP"), ("web", "erp", "forward", "SOAP"),
        ("erp", "sql", "store", "TDS"), ("erp", "files", "export", "SMB"), ("erp", "mail", "notify", "SMTP"), ("mail", "Customer", "mail", "SMTP")], 1):
    f = Dataflow(everything[src], everything[dst], f"{i:02d} {what}")
    f.protocol = proto
    f.isEncrypted = proto.endswith("S")
    f.dstPort = {"HTTPS": 443, "HTTP": 80}.get(proto, -1)
    f.data = Data(f"{what} data", classification=Classification(min(i, 5)))
print(sum(f.dstPort for f in TM._flows), [f.data.copy().pop().name if len(f.data) else "" for f in TM._flows][:2])
tm.process()
