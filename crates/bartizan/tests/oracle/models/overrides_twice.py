from pytm import TM, Finding, Server

tm = TM("twice")
tm.description = "one threat answered twice is an error"
web = Server("Web")
web.overrides = [Finding(threat_id="INP03", response="one"), Finding(threat_id="INP03", response="two")]
tm.process()
