from pytm import TM, Server

tm = TM("Teams")
tm.threatsFile = "teams.json"
web = Server("Web", team="", colour="red")
tm.process()
