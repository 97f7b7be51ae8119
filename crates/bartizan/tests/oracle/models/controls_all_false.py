from pytm import TM, Actor, Controls, Dataflow, Datastore, Lambda, LLM, Process, Server, SetOfProcesses

tm = TM("open house")
tm.description = "every control is stated to be absent"
NAMES = """authenticatesDestination authenticatesSource authorizesSource checksDestinationRevocation checksInputBounds
definesConnectionTimeout disablesDTD disablesiFrames encodesHeaders encodesOutput encryptsCookies encryptsSessionData
handlesCrashes handlesInterruptions handlesResourceConsumption hasAccessControl implementsAuthenticationScheme
implementsCSRFToken implementsNonce implementsPOLP implementsServerSideValidation implementsStrictHTTPValidation
invokesScriptFilters isEncrypted isEncryptedAtRest isHardened isResilient providesConfidentiality providesIntegrity
sanitizesInput tracksExecutionFlow usesCodeSigning usesMFA usesParameterizedInput usesSecureFunctions
usesStrongSessionIdentifiers usesVPN validatesContentType validatesHeaders validatesInput
verifySessionIdentifiers""".split()
parts = [Actor("Actor"), Server("Server"), Process("Process"), Lambda("Lambda"), Datastore("Datastore"), LLM("LLM"), SetOfProcesses("Set")]
flows = [Dataflow(parts[0], part, part.name.lower()) for part in parts[1:]]
for thing in parts + flows:
    for name in NAMES:
        setattr(thing.controls, name, False)
    thing.controls.authenticationScheme = ""
    thing.controls.usesEncryptionAlgorithm = ""
tm.process()
