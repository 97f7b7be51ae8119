from pytm import TM, Server

tm = TM("Invoices")
web = Server("Web", usesXMLParser=True)
web.controls.disablesDTD = False
web.controls.isHardened = False
