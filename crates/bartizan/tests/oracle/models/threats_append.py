from pytm import TM, Actor, Dataflow, Server, Threat

tm = TM("appended")
tm.description = "threats made by the script"
del TM._threats[5:]
TM._threats.append(
    Threat(
        SID="OWN1",
        target=["Server"],
        description="Unpatched",
        details="the server is old",
        severity="High",
        condition="target.OS == 'Windows 95'",
        mitigations="patch it",
        references="none",
    )
)
TM._threats.append(Threat(id="OWN2", target="Dataflow", condition="target.dstPort in (21, 23)", severity="Very High"))
TM._threats.append(Threat(id="OWN3", condition="'tele' in target.name"))
TM._threats.append(Threat(SID="OWN4", target=("Actor", "Server"), description="Always"))
user = Actor("User")
old, new = Server("Old", OS="Windows 95"), Server("New", OS="Linux")
Dataflow(user, old, "telnet", dstPort=23)
Dataflow(user, new, "ssh", dstPort=22)
tm.process()
