from pytm import *
class Strict(TM):
    def check(self):
        result = super().check()
        bad = [f.name for f in TM._flows if f.protocol == ""]
        print("flows without protocol:", bad, result)
        return result and not bad
class Named(Server):
    def check(self):
        print("checking", self.name, len(self.inputs))
        return super().check()
tm = Strict("strict", description="d")
Dataflow(Actor("A"), Named("B"), "f")
Dataflow(Server("C"), Datastore("D"), "g", protocol="TCP")
tm.process()
