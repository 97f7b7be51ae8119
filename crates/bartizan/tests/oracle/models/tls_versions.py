from pytm import TM, Actor, Dataflow, Server, TLSVersion

tm = TM("TLS")
tm.description = "versions on flows against the least that the sink accepts"
user = Actor("User")
user.controls.authenticatesDestination = True
user.controls.checksDestinationRevocation = True
versions = [TLSVersion.NONE, TLSVersion.SSLv1, TLSVersion.SSLv2, TLSVersion.SSLv3, TLSVersion.TLSv10, TLSVersion.TLSv11, TLSVersion.TLSv12, TLSVersion.TLSv13]
for least in (TLSVersion.NONE, TLSVersion.TLSv11, TLSVersion.TLSv13):
    server = Server(f"At least {least.name}", minTLSVersion=least, protocol="HTTPS")
    server.controls.isEncrypted = True
    for version in versions[::2] if least is TLSVersion.NONE else versions:
        Dataflow(user, server, f"{version.name} to {least.name}", tlsVersion=version)
silent = Server("Without flows", minTLSVersion=TLSVersion.TLSv12)
by_number = Server("By number", minTLSVersion=6)
tm.process()
