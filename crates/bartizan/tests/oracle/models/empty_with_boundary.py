from pytm import TM, Boundary, Actor

tm = TM("no flows")
tm.description = "a boundary with nobody inside, and a person outside"
tm.isOrdered = True
tm.mergeResponses = True
Boundary("Empty room")
Actor("Alone")
tm.process()
