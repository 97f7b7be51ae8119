from pytm import TM, Server, Threat

tm = TM("::error::forged", description="::warning::sells books")
web = Server("::error::Web")
setattr(tm, "::error::attribute", "##")
TM._threats = [Threat(SID="::error::ID", target="Server", description="::error::", severity="::error::", condition="True")]
tm.process()
