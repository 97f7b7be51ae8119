from pytm import TM, Process, SetOfProcesses

tm = TM("flags of a process")
tm.description = "everything that a process can say of itself"
quiet = Process("Quiet")
quiet.codeType = "Managed"
quiet.implementsCommunicationProtocol = False
quiet.implementsAPI = False
quiet.allowsClientSideScripting = False
loud = Process(
    "Loud", codeType="Unmanaged", implementsCommunicationProtocol=True, tracksExecutionFlow=True, implementsAPI=True,
    environment="Production", allowsClientSideScripting=True, usesEnvironmentVariables=True, onAWS=True,
    handlesResources=True, OS="BSD", port=8080, protocol="HTTP",
)
several = SetOfProcesses("Several")
several.implementsAPI = True
several.environment = "Test"
tm.process()
