from pytm import TM, Actor, Dataflow, Datastore, Server

PROFILES = {"public": {"isHardened": True}}


def harden(element, profile):
    for name, value in PROFILES[profile].items():
        setattr(element.controls, name, value)


def build():
    tm = TM("shop")
    web = Server("Web")
    harden(web, profil="public")
    db = Datastor("Orders")
    user = Actor("User")
    Dataflow(user, web, "Visit")
    Dataflow(web, db, "Query")
    harden(web, "publik")
    return tm


def main():
    tm = build()
    tm.process()


if __name__ == "__main__":
    main()
