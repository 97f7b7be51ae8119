from pytm import TM, Actor, Dataflow, Server

tm = TM("Nothing to steal")
Dataflow(Actor("User"), Server("Clock"), "What time is it?")
tm.process()
