from pytm import TM, Actor, Dataflow, ExternalEntity, Server

tm = TM("outsiders")
tm.description = "external entities and administrators"
printer = ExternalEntity("Printer", hasPhysicalAccess=True)
bank = ExternalEntity("Bank", hasPhysicalAccess=False, protocol="HTTPS", port=443)
admin = Actor("Admin", isAdmin=True, port=22, protocol="SSH")
guest = Actor("Guest", isAdmin=False)
web = Server("Web")
Dataflow(admin, web, "manages")
Dataflow(guest, web, "visits")
Dataflow(web, bank, "pays")
Dataflow(web, printer, "prints")
tm.process()
