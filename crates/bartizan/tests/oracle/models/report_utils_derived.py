from pytm import TM, Actor, Dataflow, Datastore, Server, Boundary
from pytm import report_util
from pytm.report_util import ReportUtils

class Mine(ReportUtils):
    @staticmethod
    def getInScopeFindings(element):
        return sorted((f for f in element.findings if f.severity in ("High", "Very High")), key=lambda f: f.threat_id)
    @staticmethod
    def getElementType(element):
        return "<" + type(element).__name__.upper() + ">"

report_util.ReportUtils = Mine
tm = TM("mine", description="d")
b = Boundary("B")
u, s, d = Actor("U"), Server("S", inBoundary=b), Datastore("D", inScope=False)
Dataflow(u, s, "us"); Dataflow(s, d, "sd")
print(ReportUtils.getElementType(s), Mine.getElementType(u), ReportUtils.getParentName(b), ReportUtils.getParentName(s), ReportUtils.getNamesOfParents(b))
tm.process()
