import sys

from support.zones import office, street
from support.profiles import apply, HARDENED
from pytm import TM, Actor, Dataflow, Server

tm = TM("imported")
tm.description = "boundaries and profiles come from modules beside the script"
clerk = Actor("Clerk", inBoundary=office)
kiosk = Server("Kiosk", inBoundary=street)
apply(kiosk, HARDENED)
Dataflow(clerk, kiosk, "restocks")
print("zones:", office.name, street.name, file=sys.stderr)
print(f"{kiosk.name} is hardened: {kiosk.controls.isHardened}")
tm.process()
