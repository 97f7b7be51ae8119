from pytm import TM, Actor, Dataflow, Finding, Server

tm = TM("overrides")
tm.description = "findings answered on the element"
user, web = Actor("User"), Server("Web")
web.controls.validatesInput = True
web.overrides = [
    Finding(threat_id="INP03", response="mitigated by the gateway", cvss="5.4"),
    Finding(web, threat_id="AC06", response="accepted", severity="Low"),
    Finding(threat_id="INP05", response="never would have fired"),
    Finding(threat_id="DS03", description="a title of our own", details="because", mitigations="do this", example="once", references="none"),
    Finding(threat_id="NOPE1", response="of no threat"),
]
late = Finding(threat_id="CR03")
late.response = "transferred"
web.overrides.append(late)
Dataflow(user, web, "asks")
tm.process()
