from pytm import TM, Actor, Dataflow, Server

tm = TM("stated")
tm.description = "what the flow states is kept"
user = Actor("User")
user.controls.authenticatesDestination = True
user.controls.checksDestinationRevocation = True
web = Server("Web", port=443, protocol="HTTPS")
web.controls.isEncrypted = True
plain = Dataflow(user, web, "old port", protocol="HTTP", dstPort=80, srcPort=1024)
plain.controls.isEncrypted = False
plain.controls.authenticatesDestination = False
same = Dataflow(user, web, "default values stated", protocol="", dstPort=-1)
text = Dataflow(user, web, "port in text", dstPort="8443")
bare = Dataflow(user, web, "says nothing")
weak = Server("Weak", protocol="HTTP")
strong = Dataflow(user, weak, "stronger than its sink")
strong.protocol = "HTTPS"
strong.controls.isEncrypted = True
strong.controls.checksDestinationRevocation = False
tm.process()
