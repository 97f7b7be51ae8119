from pytm import TM

tm = TM("nothing yet")
tm.description = "a model that describes nothing"
tm.process()
