from pytm import TM, Actor, Data, Dataflow, Server

tm = TM("protocols")
tm.description = "HTTP, HTTPS, VPN and session tokens"
user, web = Actor("User"), Server("Web")
doc = Data("Doc", format="XML")
for protocol in ("HTTP", "HTTPS", "FTP", ""):
    for vpn in (True, False):
        for tokens in (True, False):
            f = Dataflow(user, web, f"{protocol or 'none'} vpn={vpn} tokens={tokens}", protocol=protocol, usesVPN=vpn)
            f.usesSessionTokens = tokens
            f.implementsCommunicationProtocol = tokens
            if tokens and vpn:
                f.data = doc
            f.controls.isEncrypted = protocol == "HTTPS"
tm.process()
