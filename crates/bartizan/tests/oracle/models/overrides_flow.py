from pytm import TM, Actor, Dataflow, Datastore, Finding, Server

tm = TM("overrides of flows")
tm.description = "what a flow inherits from its ends, and what it states itself"
user, web, db = Actor("User"), Server("Web"), Datastore("DB")
user.overrides = [Finding(threat_id="DE01", response="from the source")]
web.overrides = [Finding(threat_id="DE01", response="from the sink"), Finding(threat_id="CR08", response="sink's own", cvss="1.0")]
db.overrides = [Finding(threat_id="DE03", response="from the store", severity="Low")]
ask = Dataflow(user, web, "inherits both")
own = Dataflow(web, db, "keeps its own", overrides=[Finding(threat_id="AC05", response="flow's own")])
appended = Dataflow(web, db, "appends its own")
appended.overrides.append(Finding(threat_id="CR06", response="appended"))
forced = Dataflow(web, db, "forces a finding", overrides=[Finding(threat_id="DS06", response="forced")])
plain = Dataflow(web, db, "inherits both again")
tm.process()
