# -*- coding: utf-8 -*-
from pytm import *
tm = TM("Modèle de menaces — 脅威", description="Système « test » <b>&amp;</b> {user_name}")
zone = Boundary("Зона \"А\"")
u = Actor("Usuário", inBoundary=zone); s = Server("サーバー<br/>1"); d = Datastore("База'данных")
Dataflow(u, s, "запрос λ → μ", note="многострочная\nзаметка"); Dataflow(s, d, ""); Dataflow(d, d, "self")
tm.process()
