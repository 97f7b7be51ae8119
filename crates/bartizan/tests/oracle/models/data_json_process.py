from pytm import TM, Data, Dataflow, Process, Server

tm = TM("formats")
tm.description = "JSON at a process, XML on flows, and a comparison with text"
json = Data("Body", format="JSON")
xml = Data("Envelope", format="XML")
reader = Process("Reader", data=json)
reader_with_nonce = Process("Reader with nonce", data=[json])
reader_with_nonce.controls.implementsNonce = True
web = Server("Web")
soap = Dataflow(web, reader, "soap", data=xml, protocol="HTTP")
checked = Dataflow(web, reader, "checked", data=xml)
checked.controls.authorizesSource = True
tm.process()
