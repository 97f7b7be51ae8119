from __future__ import annotations
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Dict, List, Optional
from pytm import *


class Zone(Enum):
    HOME = auto()
    CLOUD = auto()
    RADIO = auto()


@dataclass
class Device:
    name: str
    zone: Zone
    kind: str = "server"
    controls: Dict[str, bool] = field(default_factory=dict)
    talks_to: List[str] = field(default_factory=list)
    description: Optional[str] = None


DEVICES = [
    Device("Thermostat", Zone.HOME, "process", {"isHardened": False, "usesCodeSigning": True}, ["Hub"]),
    Device("Door lock", Zone.HOME, "process", {"isHardened": True}, ["Hub"], "opens the door"),
    Device("Hub", Zone.RADIO, "server", {"isEncrypted": True, "authenticatesSource": True}, ["Broker"]),
    Device("Broker", Zone.CLOUD, talks_to=["History", "Rules"]),
    Device("History", Zone.CLOUD, "store", {"isEncryptedAtRest": True}),
    Device("Rules", Zone.CLOUD, "lambda"),
]
KINDS = {"process": Process, "server": Server, "store": Datastore, "lambda": Lambda}

tm = TM("Smart home")
tm.description = "Devices, a hub and a cloud"
tm.isOrdered = True
boundaries = {zone: Boundary(zone.name.title()) for zone in Zone}
boundaries[Zone.RADIO].inBoundary = boundaries[Zone.HOME]
elements = {}
for device in DEVICES:
    element = KINDS[device.kind](device.name)
    element.inBoundary = boundaries[device.zone]
    if device.description:
        element.description = device.description
    for control, value in device.controls.items():
        setattr(element.controls, control, value)
    elements[device.name] = element
owner = Actor("Owner", isAdmin=True)
for device in DEVICES:
    for peer in device.talks_to:
        flow = Dataflow(elements[device.name], elements[peer], f"{device.name} to {peer}".lower())
        flow.protocol = "MQTT" if device.zone is not Zone.CLOUD else "AMQP"
        flow.dstPort = {"MQTT": 1883, "AMQP": 5672}[flow.protocol]
Dataflow(owner, elements["Broker"], "sets rules", protocol="HTTPS", dstPort=443)

if __name__ == "__main__":
    tm.process()
