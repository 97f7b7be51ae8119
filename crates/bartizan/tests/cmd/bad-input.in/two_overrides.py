from pytm import *

tm = TM("shop")
web = Server("Web")
web.overrides = [
    Finding(web, threat_id="INP03", response="mitigated"),
    Finding(web, threat_id="INP03", response="accepted"),
]
tm.process()
