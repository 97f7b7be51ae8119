from pytm import *
tm = TM("access"); tm.description = "reads everything"
b = Boundary("B"); u = Actor("U", inBoundary=b); s = Server("S", port=8080, protocol="HTTPS"); d = Datastore("D")
card = Data("card", description="PAN", classification=Classification.SECRET, isPII=True, isStored=True)
f = Dataflow(u, s, "f", data=card, srcPort=1234, dstPort="443", note="n"); g = Dataflow(s, d, "g"); r = Dataflow(d, s, "r", isResponse=True, data=[card])
print(f.inScope, f.srcPort, f.dstPort, f.order, f.isResponse, f.response, f.responseTo, f.protocol, f.tlsVersion)
print(s.inputs, s.outputs, s.port, s.OS == "", s.levels, s.sourceFiles, s.maxClassification, s.controls.isHardened, s.overrides, s.assumptions, s.findings, s.severity)
print(card.carriedBy, card.processedBy, card.isCredentials, card.credentialsLife, card.format == "", card.isDestEncryptedAtRest, card.isSourceEncryptedAtRest)
print(b.parents(), b.inBoundary, d.type, d.isSQL, d.isShared, d.onRDS, d.hasWriteAccess, u.isAdmin, u.port, u.protocol == "", u.data)
print(tm.name, tm.isOrdered, tm.mergeResponses, tm.ignoreUnused, tm.onDuplicates, tm.findings, tm.assumptions, tm.excluded_findings)
tm.check()
print([str(x) for x in s.inputs], [str(x) for x in s.outputs], str(g.response), str(r.responseTo), f.protocol, f.dstPort)
print([str(x) for x in card.carriedBy], [str(x) for x in card.processedBy], [x.name for x in s.data] if s.data else "none", [x.name for x in f.data])
print(f.order, g.order, r.order, [x.name for x in TM._flows], [x.name for x in TM._elements], [x.name for x in TM._data])
for name in ("nope", "isHardend"):
    try:
        getattr(s, name)
    except AttributeError as e:
        print("AttributeError")
print(getattr(s, "nope", "default"), hasattr(s, "OS"), hasattr(u, "OS"), hasattr(s, "nope"), hasattr(b, "parents"))
tm.process()
