from pytm import *
tm = TM("local library", description="d", threatsFile="threats/local.json")
s, d, u = Server("S", OS="Linux"), Datastore("D"), Actor("U")
Dataflow(u, s, "f", protocol="HTTP"); Dataflow(s, d, "g", data=Data("XML"))
print([t.id for t in TM._threats], tm.threatsFile)
TM._threats.append(Threat(SID="L9", target="Server", condition="target.OS == 'Linux'", description="appended"))
tm.process()
