"""What report templates ask of elements and findings with `:call:`. A script may replace these functions, or add some."""

from pytm import Boundary, Element, Finding


def _misused(function, value):
    return f"ERROR: {function} method is not valid for {type(value).__name__}"


def _of_finding(value, field):
    return getattr(value, field) if isinstance(value, Finding) else ""


class ReportUtils:
    @staticmethod
    def getParentName(element):
        if not isinstance(element, Boundary):
            return _misused("getParentName", element)
        return "" if element.inBoundary is None else element.inBoundary.name

    @staticmethod
    def getNamesOfParents(element):
        if not isinstance(element, Boundary):
            return _misused("getNamesOfParents", element)
        return [parent.name for parent in element.parents()]

    @staticmethod
    def getInScopeFindings(element):
        if not isinstance(element, Element) or not element.inScope:
            return []
        return [finding for finding in element.findings if getattr(finding.element, "inScope", False)]

    @staticmethod
    def getFindingCount(element):
        if not isinstance(element, Element):
            return _misused("getFindingCount", element)
        return str(len(element.findings))

    @staticmethod
    def getElementType(element):
        if not isinstance(element, Element):
            return _misused("getElementType", element)
        return type(element).__name__

    @staticmethod
    def getThreatId(value):
        return _of_finding(value, "threat_id")

    @staticmethod
    def getFindingDescription(value):
        return _of_finding(value, "description")

    @staticmethod
    def getFindingTarget(value):
        return _of_finding(value, "target")

    @staticmethod
    def getFindingSeverity(value):
        return _of_finding(value, "severity")

    @staticmethod
    def getFindingMitigations(value):
        return _of_finding(value, "mitigations")

    @staticmethod
    def getFindingReferences(value):
        return _of_finding(value, "references")

    @staticmethod
    def getFindingExample(value):
        return _of_finding(value, "example")
