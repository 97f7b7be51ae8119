from pytm import TM, Server, Process

tm = TM("both spellings")
tm.description = "the later statement counts"
first = Server("Old then new")
first.isHardened = True
first.controls.isHardened = False
second = Server("New then old")
second.controls.isHardened = False
second.isHardened = True
third = Process("Own attribute")
third.tracksExecutionFlow = True
fourth = Server("Own VPN")
fourth.usesVPN = True
fourth.usesSessionTokens = True
tm.process()
