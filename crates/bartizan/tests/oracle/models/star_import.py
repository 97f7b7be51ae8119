from pytm import *

tm = TM("star")
tm.description = "everything imported"
edge = Boundary("Edge")
gateway = Server("Gateway")
gateway.inBoundary = edge
gateway.maxClassification = Classification.SECRET
worker = Process("Worker")
worker.inBoundary = edge
flow = Dataflow(gateway, worker, "hands over")
flow.tlsVersion = TLSVersion.TLSv13
tm.process()
