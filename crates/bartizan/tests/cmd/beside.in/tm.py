from pytm import TM, Actor, Boundary, Dataflow, Finding, Server

tm = TM("Shop")
inside = Boundary("Inside")
user = Actor("User")
web = Server("Web Server", inBoundary=inside)  # bartizan: ignore[AA04] no cookies yet
api = Server("API", inBoundary=inside)
# bartizan: ignore[DS01]
db = Server("Prices", inBoundary=inside)
api.formerNames = ["Old API"]
web.controls.isHardened = False
api.controls.validatesInput = False
api.overrides = [Finding(threat_id="INP10", response="mitigated by the gateway")]
order = Dataflow(user, web, "Order", protocol="HTTP")
order.controls.isEncrypted = True
Dataflow(web, api, "Ask")
tm.process()
