from pytm import TM, Actor, Boundary, Data, Dataflow, Datastore, Server

tm = TM("Überblick")
tm.description = "Namen in vielen Schriften — 模型, модель, μοντέλο"
grenze = Boundary("Grenze ü")
nutzer = Actor("Пользователь", inBoundary=grenze)
server = Server("服务器")
lager = Datastore("Lager für Ωmega")
Dataflow(nutzer, server, "запрос данных пользователя", note="中文注释")
Dataflow(server, lager, "speichert → überall", data=Data("データ", description="日本語"))
emoji = Server("🔥 firewall 🔥")
Dataflow(lager, emoji, "🙂")
tm.process()
