from pytm import Server
def make(name):
    server = Server(name)
    server.port = PORTS[name]
    return server
PORTS = {"web": 80}
broken = undefined_in_parts
also = Servr("x")
