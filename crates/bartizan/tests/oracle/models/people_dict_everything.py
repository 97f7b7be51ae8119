import pytm
from pytm import *
MODEL = dict(
    name="declared",
    boundaries={"internet": None, "cloud": None, "private": "cloud"},
    elements=[
        ("user", "Actor", "internet", {}), ("lb", "Server", "cloud", {"OS": "Linux", "usesCache": True}),
        ("api", "Process", "private", {"codeType": "Managed", "implementsAPI": True}), ("db", "Datastore", "private", {"storesPII": True, "type": DatastoreType.SQL}),
        ("bucket", "Datastore", "cloud", {"type": DatastoreType.AWS_S3, "isSQL": False, "onAWS": True}), ("mailer", "ExternalEntity", None, {"inScope": False}),
        ("job", "Lambda", "private", {"handlesResources": True}),
    ],
    flows="""
    user -> lb: browse : HTTPS/443
    lb -> api: forward : HTTP/8080
    api -> db: query : PostgreSQL/5432
    db -> api: rows
    api -> bucket: upload : HTTPS/443
    job -> mailer: send : SMTP/25
    """,
)
tm = TM(MODEL["name"], description="from a literal")
B = {}
for key, parent in MODEL["boundaries"].items():
    B[key] = Boundary(key.title())
    if parent: B[key].inBoundary = B[parent]
E = {}
for name, kind, where, attributes in MODEL["elements"]:
    E[name] = getattr(pytm, kind)(name)
    if where is not None:
        E[name].inBoundary = B[where]
    for a, v in attributes.items():
        setattr(E[name], a, v)
for line in filter(None, map(str.strip, MODEL["flows"].splitlines())):
    ends, _, rest = line.partition(":")
    source, sink = (e.strip() for e in ends.split("->"))
    label, _, proto = rest.partition(" : ")
    flow = Dataflow(E[source], E[sink], label.strip())
    if proto:
        flow.protocol, port = proto.strip().split("/")
        flow.dstPort = int(port)
    match flow.protocol:
        case "HTTPS":
            flow.controls.isEncrypted = True
            flow.tlsVersion = TLSVersion.TLSv12
        case "HTTP" | "SMTP":
            flow.controls.isEncrypted = False
        case _:
            pass
tm.process()
