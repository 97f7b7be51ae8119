from pytm import TM, Actor, Assumption, Dataflow, Finding, Server

tm = TM("Shop")
tm.assumptions = [Assumption("the servers stand in our cellar", exclude={"OWN03"}, description="with a lock")]
reader = Actor("Reader")
web = Server("Web")
web.controls.isHardened = False
till = Server("Till")  # bartizan: ignore[OWN01] it is switched off in May
till.controls.isHardened = False
archive = Server("Archive")
archive.controls.isHardened = False
order = Dataflow(reader, web, "Order", protocol="HTTP")
payment = Dataflow(web, till, "Payment", protocol="HTTP")
payment.overrides = [Finding(threat_id="OWN02", response="transferred to the bank, which reads it anyway")]
receipt = Dataflow(till, archive, "Receipt", protocol="HTTP")
tm.process()
