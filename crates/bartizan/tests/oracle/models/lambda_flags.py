from pytm import TM, Lambda, Dataflow, Actor

tm = TM("functions")
tm.description = "what a function can say of itself"
one = Lambda("One", environment="Production", implementsAPI=True, usesEnvironmentVariables=True)
two = Lambda("Two", onAWS=False, environment="Staging")
three = Lambda("A function with a name that is rather long", handlesResources=True)
caller = Actor("Caller")
for f in (one, two, three):
    Dataflow(caller, f, "calls " + f.name)
tm.process()
