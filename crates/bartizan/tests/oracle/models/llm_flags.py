from pytm import TM, LLM

tm = TM("models", description="every flag of a language model, on and off")
flags = [
    "isThirdParty", "isSelfHosted", "processesPersonalData", "retainsUserData", "hasAgentCapabilities",
    "hasAccessToSensitiveSystems", "executesCode", "hasContentFiltering", "hasSystemPrompt",
    "processesUntrustedInput", "hasRAG", "hasFineTuning",
]
for flag in flags:
    on = LLM(f"{flag} on")
    setattr(on, flag, True)
    off = LLM(f"{flag} off", **{name: name != flag for name in flags})
safe = LLM("safe", **dict.fromkeys(flags, True))
safe.hasContentFiltering = True
for control in ("providesConfidentiality", "providesIntegrity", "implementsPOLP", "isHardened", "encodesOutput"):
    setattr(safe.controls, control, True)
tm.process()
