from pytm import TM, Server, Assumption

tm = TM("assumptions")
tm.description = "in every form"
tm.assumptions = ["People are honest", Assumption("The network is quiet", description="at night"), {"name": "Disks last", "exclude": ["CR05"]}]
web = Server("Web")
web.assumptions = [Assumption("Nobody reads this")]
tm.process()
