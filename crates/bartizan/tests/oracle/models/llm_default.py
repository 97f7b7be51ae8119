from pytm import TM, Actor, Dataflow, LLM

tm = TM("chat")
tm.description = "a hosted model as it comes"
person = Actor("Person")
model = LLM("Model")
question = Dataflow(person, model, "prompt")
answer = Dataflow(model, person, "completion", responseTo=question)
tm.process()
