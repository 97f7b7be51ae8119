from pytm import TM, Actor, Agent, Boundary, Dataflow, Datastore, ExternalEntity, LLM, Server, Data, Classification, Assumption

tm = TM("Support assistant")
tm.description = "An agent that answers tickets and may refund"
tm.assumptions = [
    Assumption("The vendor does not train on our data", exclude=["LLM03"]),
    Assumption("Prompts are logged", description="for 30 days"),
    "nobody reads this",
]
corp = Boundary("Company")
vendor = Boundary("Vendor")
customer = Actor("Customer")
agent = Agent("Assistant", inBoundary=corp)
model = LLM("Model", inBoundary=vendor)
model.isThirdParty = True
model.processesUntrustedInput = True
model.hasRAG = True
agent.executesCode = False
agent.hasAgentCapabilities = True
tools = Server("Refund API", inBoundary=corp)
vectors = Datastore("Embeddings", inBoundary=corp)
tickets = Data("Tickets", classification=Classification.SENSITIVE, isPII=True, isStored=True)
Dataflow(customer, agent, "asks", data=tickets, protocol="HTTPS")
prompt = Dataflow(agent, model, "prompt", data=[tickets])
answer = Dataflow(model, agent, "answer", responseTo=prompt)
Dataflow(agent, vectors, "looks up")
Dataflow(agent, tools, "refunds", protocol="HTTPS", controls={"isEncrypted": True, "authenticatesDestination": True})
print(model.isThirdParty, agent.controls.validatesInput, [str(a) for a in tm.assumptions])
tm.process()
