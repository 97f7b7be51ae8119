"""The script and pytm take their numbers from one generator."""
import random
import uuid

from pytm import TM, Actor, Boundary, Data, Dataflow, Datastore, Server

random.seed(7)
before = random.randint(1, 1000)
tm = TM("Chance", description="Seeds the generator")
print(before != random.randint(1, 1000), random.random())
net = Boundary("Net")
servers = [Server(f"Server {random.randint(100, 999)}", port=random.randint(1000, 9999), inBoundary=net) for _ in range(3)]
store = Datastore("Store " + random.choice(["red", "green", "blue"]))
user = Actor("User")
secret = Data("Secret", isPII=True)
for number in range(4):
    a, b = random.sample(servers, 2)
    Dataflow(a, b, f"Flow {number} {random.getrandbits(16):04x}", data=secret)
Dataflow(user, servers[0], "Asks")
Dataflow(servers[0], store, "Keeps")
print([server.name for server in servers], [server.port for server in servers], store.name, uuid.UUID(int=random.getrandbits(128)))

if __name__ == "__main__":
    tm.process()
