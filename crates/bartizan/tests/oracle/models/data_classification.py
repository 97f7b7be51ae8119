from pytm import TM, Actor, Classification, Data, Dataflow, Datastore, Server

tm = TM("leaks")
tm.description = "data that is more secret than where it goes"
levels = [Classification.UNKNOWN, Classification.PUBLIC, Classification.RESTRICTED, Classification.SENSITIVE, Classification.SECRET, Classification.TOP_SECRET]
user = Actor("User", maxClassification=Classification.TOP_SECRET)
vault = Datastore("Vault", maxClassification=Classification.SECRET)
for level in levels:
    letter = Data(f"{level.name.title()} letter", classification=level)
    flow = Dataflow(user, vault, f"files {level.name}", data=letter)
    flow.maxClassification = max(levels, key=lambda item: item.value)
open_flow = Dataflow(user, vault, "says nothing", data=Data("Memo", classification=Classification.PUBLIC))
lowest = min([Classification.SECRET, Classification.PUBLIC])
Server("Board", maxClassification=lowest)
tm.process()
