import math, string
from functools import reduce
from pytm import *
N = 6
tm = TM(f"Mesh of {N}", description=", ".join(string.ascii_uppercase[:N]))
nodes = {letter: SetOfProcesses(f"Node {letter}") for letter in string.ascii_uppercase[:N]}
def ring(keys):
    keys = list(keys)
    for left, right in zip(keys, keys[1:] + keys[:1]):
        yield nodes[left], nodes[right], f"{left}{right}"
flows = [Dataflow(*ends) for ends in ring(nodes)]
for i, flow in enumerate(flows):
    flow.order = N - i
    flow.dstPort = 9000 + i * 2 ** 2
    flow.protocol = ("gRPC", "HTTP")[i % 2]
tm.isOrdered = False
total = reduce(lambda a, f: a + f.dstPort, flows, 0)
print(total, math.ceil(total / N), f"{total:,}", {f.protocol for f in flows} == {"HTTP", "gRPC"})
tm.process()
