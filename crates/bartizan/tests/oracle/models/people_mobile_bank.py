from pytm import *

class Config:
    PROTOCOL = "HTTPS"
    PORT = 443
    PROFILES = {
        "strict": dict(isHardened=True, sanitizesInput=True, encodesOutput=True, validatesInput=True, checksInputBounds=True),
        "legacy": dict(isHardened=False),
    }

def apply_profile(element, *names, **overrides):
    merged = {}
    for n in names:
        merged.update(Config.PROFILES[n])
    merged |= overrides
    for k, v in merged.items():
        if not hasattr(element.controls, k):
            raise AttributeError(k)
        setattr(element.controls, k, v)
    return element

tm = TM("Mobile banking", description="App, gateway, core")
tm.isOrdered = True; tm.onDuplicates = Action.IGNORE
phone, bank = Boundary("Phone"), Boundary("Bank")
core_net = Boundary("Core", inBoundary=bank)
user = Actor("Customer", inBoundary=phone)
app = Process("App", inBoundary=phone)
app.codeType = "Unmanaged"
gw = apply_profile(Server("Gateway", inBoundary=bank), "strict", usesMFA=True)
core = apply_profile(Server("Core banking", inBoundary=core_net), "legacy", "strict", isHardened=False)
ledger = Datastore("Ledger", inBoundary=core_net, hasWriteAccess=True, isShared=False, storesPII=True, storesLogData=True)
pin = Data("PIN", classification=Classification.SECRET, isCredentials=True, credentialsLife=Lifetime.LONG, isSourceEncryptedAtRest=True)
balance = Data(name="Balance", classification=Classification.SENSITIVE)
f1 = Dataflow(user, app, "enters PIN", data=pin)
f2 = Dataflow(app, gw, "login", data=[pin], protocol=Config.PROTOCOL, dstPort=Config.PORT, tlsVersion=TLSVersion.TLSv13)
f2b = Dataflow(app, gw, "login again", data=[pin], protocol=Config.PROTOCOL, dstPort=Config.PORT, tlsVersion=TLSVersion.TLSv13)
f3 = Dataflow(gw, core, "balance?", implementsCommunicationProtocol=True)
f4 = Dataflow(core, ledger, "select", data=balance)
f5 = Dataflow(ledger, core, "rows", data=balance, isResponse=True)
f6 = Dataflow(gw, app, "balance", data={balance}, responseTo=f2)
for e in (gw, core):
    e.minTLSVersion = TLSVersion.TLSv12
assert f2.tlsVersion >= gw.minTLSVersion
print(max(pin.classification, balance.classification), sorted([Classification.SECRET, Classification.PUBLIC]))
tm.process()
