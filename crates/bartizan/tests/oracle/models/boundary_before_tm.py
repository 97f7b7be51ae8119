from pytm import TM, Actor, Boundary, Dataflow, Server

yard = Boundary("Yard")
dog = Actor("Dog", inBoundary=yard)
kennel = Server("Kennel", inBoundary=yard)
bark = Dataflow(dog, kennel, "barks")

tm = TM("late")
tm.description = "elements that are older than their model"
tm.process()
