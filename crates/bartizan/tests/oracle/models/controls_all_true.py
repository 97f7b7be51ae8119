from pytm import TM, Actor, Agent, Boundary, Controls, Dataflow, Datastore, ExternalEntity, Lambda, LLM, Process, Server

tm = TM("fortress")
tm.description = "every control is in place everywhere"


def all_of_them():
    return Controls(
        authenticatesDestination=True, authenticatesSource=True, authenticationScheme="OIDC", authorizesSource=True,
        checksDestinationRevocation=True, checksInputBounds=True, definesConnectionTimeout=True, disablesDTD=True,
        disablesiFrames=True, encodesHeaders=True, encodesOutput=True, encryptsCookies=True, encryptsSessionData=True,
        handlesCrashes=True, handlesInterruptions=True, handlesResourceConsumption=True, hasAccessControl=True,
        implementsAuthenticationScheme=True, implementsCSRFToken=True, implementsNonce=True, implementsPOLP=True,
        implementsServerSideValidation=True, implementsStrictHTTPValidation=True, invokesScriptFilters=True,
        isEncrypted=True, isEncryptedAtRest=True, isHardened=True, isResilient=True, providesConfidentiality=True,
        providesIntegrity=True, sanitizesInput=True, tracksExecutionFlow=True, usesCodeSigning=True,
        usesEncryptionAlgorithm="AES", usesMFA=True, usesParameterizedInput=True, usesSecureFunctions=True,
        usesStrongSessionIdentifiers=True, usesVPN=True, validatesContentType=True, validatesHeaders=True,
        validatesInput=True, verifySessionIdentifiers=True,
    )


parts = [kind(kind.__name__, controls=all_of_them()) for kind in (Actor, Server, Process, Lambda, Datastore, LLM, Agent, ExternalEntity)]
for i in range(len(parts) - 1):
    Dataflow(parts[i], parts[i + 1], "step %d" % (i + 1), controls=all_of_them(), usesVPN=True, protocol="HTTPS")
Boundary("Wall", controls=all_of_them())
tm.process()
