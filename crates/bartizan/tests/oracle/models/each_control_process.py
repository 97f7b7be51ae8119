from pytm import TM, Process, Lambda

tm = TM("each control on a process")
tm.description = "processes and functions that differ in one control"
CONTROLS = """authenticatesSource authorizesSource checksInputBounds definesConnectionTimeout disablesiFrames encodesOutput
encryptsCookies encryptsSessionData handlesResourceConsumption hasAccessControl implementsAuthenticationScheme
implementsCSRFToken implementsNonce implementsPOLP isResilient sanitizesInput usesMFA usesParameterizedInput
usesSecureFunctions usesStrongSessionIdentifiers validatesInput verifySessionIdentifiers""".split()
for kind in (Process, Lambda):
    for name in CONTROLS:
        for value in (True, False):
            part = kind(f"{kind.__name__} {name} {value}")
            for other in CONTROLS:
                setattr(part.controls, other, (other == name) == value)
            part.usesEnvironmentVariables = True
            part.implementsAPI = True
            part.environment = "Production"
            if kind is Process:
                part.allowsClientSideScripting = True
tm.process()
