from pytm import *

tm = TM("shop")
card = Data("Card number")
user = Actor("User")
Dataflow(user, card, "Pay")
tm.process()
