from pytm import *

tm = TM("shop")
card = Data("Card number", classifcation=Classification.SECRET)
tm.process()
