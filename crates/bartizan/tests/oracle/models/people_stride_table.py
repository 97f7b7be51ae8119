"""Prints an own Markdown report after processing."""
from pytm import *
import textwrap
tm = TM("Report of its own", description="""\
    A long description
    over two lines.""")
tm.description = textwrap.dedent(tm.description)
u, s, d = Actor("U"), Server("S"), Datastore("D")
Dataflow(u, s, "f"); Dataflow(s, d, "g")
tm.resolve()
STRIDE = {"INP": "Tampering", "AA": "Spoofing", "AC": "Elevation", "DO": "Denial", "DE": "Disclosure", "CR": "Disclosure"}
def category(f):
    for prefix, name in sorted(STRIDE.items(), key=lambda kv: -len(kv[0])):
        if f.threat_id.startswith(prefix):
            return name
    return "Other"
rows = {}
for f in tm.findings:
    rows.setdefault(category(f), []).append(f)
lines = [f"# {tm.name}", "", tm.description.strip(), "", "| Category | Count | Targets |", "|---|---:|---|"]
for name in sorted(rows):
    lines.append("| {0} | {1} | {2} |".format(name, len(rows[name]), ", ".join(sorted({f.target for f in rows[name]}))))
print("\n".join(lines))
print(textwrap.fill(" ".join(sorted({f.threat_id for f in tm.findings})), 60))
tm.process()
