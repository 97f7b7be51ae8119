from pytm import TM
tm = TM("shop"