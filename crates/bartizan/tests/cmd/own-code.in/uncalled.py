from pytm import TM, Actor, Dataflow, Server


class Web(Server):
    def dfd(self, **options):
        return "box"

    def _color(self):
        return 'red"; URL="https://example.com'


tm = TM("uncalled", description="an own way of drawing")
Dataflow(Actor("User"), Web("Web"), "asks")
tm.process()
