from pytm import TM
tm = TM("shop)
user = Actor("User")
web = Server('Web")
