from pytm import TM, Dataflow, Lambda, Process, Server

tm = TM("profiles")
tm.description = "controls set in loops from dictionaries"

BASE = {"validatesInput": True, "sanitizesInput": True, "hasAccessControl": True}
WEB = {**BASE, "encodesOutput": True, "isHardened": True, "usesEncryptionAlgorithm": "AES"}
BATCH = dict(BASE, checksInputBounds=True, implementsPOLP=True)
BATCH["validatesInput"] = False


def harden(element, *profiles):
    merged = {}
    for profile in profiles:
        merged.update(profile)
    for key, value in sorted(merged.items()):
        setattr(element.controls, key, value)
    return element


web = harden(Server("Web"), WEB)
batch = harden(Process("Batch"), WEB, BATCH)
function = harden(Lambda("Function"), BASE)
plain = Server("Plain")
for source, sink in ((web, batch), (batch, function), (plain, web)):
    harden(Dataflow(source, sink, "{} calls {}".format(source.name, sink.name)), {"isEncrypted": source is not plain})
tm.process()
