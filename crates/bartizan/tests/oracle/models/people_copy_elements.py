from pytm import *
tm = TM("variants", description="d")
base = {"OS": "Linux", "inScope": True}
prod = Boundary("prod")
servers = []
for env in ("a", "b"):
    s = Server(f"web-{env}", **base, inBoundary=prod)
    s.controls = Controls(isHardened=env == "a", validatesInput=True)
    servers.append(s)
strict = Controls(authenticatesSource=True)
strict.isEncrypted = True
u = Actor("u", controls=strict)
for s in servers:
    f = Dataflow(u, s, "to " + s.name)
    f.controls = Controls(**{c: True for c in ("isEncrypted", "authenticatesSource")})
print(servers[0].controls.isHardened, servers[1].controls.isHardened, u.controls.isEncrypted, servers[0].controls is servers[1].controls)
tm.process()
