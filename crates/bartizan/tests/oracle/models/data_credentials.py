from pytm import TM, Actor, Data, Dataflow, Lifetime, Server

tm = TM("credentials")
tm.description = "every lifetime, stated and not"
user, web = Actor("User"), Server("Web")
for life in (Lifetime.NONE, Lifetime.UNKNOWN, Lifetime.SHORT, Lifetime.LONG, Lifetime.AUTO, Lifetime.MANUAL, Lifetime.HARDCODED):
    stated = Data(f"{life.name} credential", isCredentials=True, credentialsLife=life)
    implied = Data(f"{life.name} key", credentialsLife=life)
    Dataflow(user, web, f"shows {stated.name}", data=stated)
    Dataflow(user, web, f"shows {implied.name}", data=implied)
silent = Data("Password", isCredentials=True)
Dataflow(user, web, "logs in", data=silent)
denied = Data("Not a password", isCredentials=False, credentialsLife=Lifetime.LONG)
Dataflow(user, web, "shows a badge", data=denied)
tm.process()
