from pytm import TM, Actor, Agent, Boundary, Dataflow, LLM, Server

tm = TM("agents")
tm.description = "agents with and without tools"
desk = Boundary("Desk")
person = Actor("Person", inBoundary=desk)
careless = Agent("Careless", usesExternalTools=True, validatesToolLaunchConfig=False, inBoundary=desk)
careful = Agent("Careful", usesExternalTools=True, validatesToolLaunchConfig=True, inBoundary=desk)
alone = Agent("Alone", usesExternalTools=False)
tool = Server("Tool server", protocol="HTTP")
model = LLM("Model", isThirdParty=False, isSelfHosted=True, hasAgentCapabilities=True, executesCode=True)
for agent in (careless, careful, alone):
    Dataflow(person, agent, f"asks {agent.name}")
    Dataflow(agent, model, f"{agent.name} thinks")
Dataflow(careless, tool, "calls")
tm.process()
