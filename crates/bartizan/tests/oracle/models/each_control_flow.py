from pytm import TM, Data, Dataflow, Datastore, Server

tm = TM("each control on a flow")
tm.description = "flows that differ in one control"
web, db = Server("Web"), Datastore("DB")
xml = Data("Message", format="XML")
names = [
    "authenticatesDestination", "authorizesSource", "checksDestinationRevocation", "implementsAuthenticationScheme",
    "isEncrypted", "sanitizesInput", "validatesInput", "hasAccessControl",
]
for n, name in enumerate(names):
    only = Dataflow(web, db, f"only {name}", data=xml)
    setattr(only.controls, name, True)
    rest = Dataflow(web, db, f"all but {name}", usesSessionTokens=True, usesVPN=n % 2 == 0)
    rest.protocol = "HTTP" if n % 3 else "HTTPS"
    for other in names:
        if other != name:
            setattr(rest.controls, other, True)
tm.process()
