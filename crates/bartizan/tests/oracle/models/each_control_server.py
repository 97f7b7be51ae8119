from pytm import TM, Server

tm = TM("each control on a server")
tm.description = "servers that differ in one control"
CONTROLS = [
    "authenticatesSource", "authorizesSource", "checksInputBounds", "disablesDTD", "encodesHeaders", "encodesOutput",
    "handlesResourceConsumption", "hasAccessControl", "implementsAuthenticationScheme", "implementsNonce",
    "implementsServerSideValidation", "implementsStrictHTTPValidation", "invokesScriptFilters", "isHardened",
    "isResilient", "providesIntegrity", "sanitizesInput", "usesCodeSigning", "usesStrongSessionIdentifiers",
    "validatesContentType", "validatesHeaders", "validatesInput",
]
for name in CONTROLS:
    server = Server("only " + name)
    setattr(server.controls, name, True)
for name in CONTROLS:
    server = Server(f"all but {name}")
    for other in CONTROLS:
        setattr(server.controls, other, other != name)
    server.controls.usesEncryptionAlgorithm = "AES"
tm.process()
