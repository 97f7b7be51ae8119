from pytm import TM, Actor, Dataflow, Server

tm = TM("careful")
tm.description = "the script catches what goes wrong"
user, web = Actor("User"), Server("Web")
for attempt in ("Other", "Web"):
    try:
        web.name = attempt
    except ValueError:
        print("refused", attempt)
    else:
        print("accepted", attempt)
    finally:
        print(web.name)
try:
    web.nothing.here = 1
except AttributeError as error:
    print(type(error).__name__)
try:
    Dataflow(user, "Web", "to a text")
except Exception as error:
    print(isinstance(error, ValueError))
print(getattr(web, "nothing", "default"), hasattr(web, "port"), hasattr(web, "nothing"))
Dataflow(user, web, "asks")
tm.process()
