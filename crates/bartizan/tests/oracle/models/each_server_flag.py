from pytm import TM, Server

tm = TM("flags of a server")
tm.description = "session tokens, cache, VPN, XML and protocols"
for flag in ("usesSessionTokens", "usesCache", "usesVPN", "usesXMLParser", "onAWS", "handlesResources", "usesEnvironmentVariables"):
    for value in (True, False):
        Server(f"{flag} {value}", **{flag: value})
for protocol in ("HTTP", "HTTPS", "SOAP", "IMAP", "SMTP", "http", ""):
    Server(f"speaks {protocol or 'nothing'}", protocol=protocol, usesSessionTokens=True, port=80)
tm.process()
