import json
import pytm
from pytm import TM, loads, load

class Text:
    def __init__(self, text): self.text = text
    def read(self): return self.text

TEXT = """{"name": "loaded", "description": "from JSON", "isOrdered": true, "onDuplicates": "NO_ACTION",
"boundaries": [{"name": "Out"}, {"name": "In", "inBoundary": "Out"}],
"data": [{"name": "token", "classification": "SECRET", "isCredentials": true}],
"elements": [{"__class__": "Actor", "name": "User"}, {"__class__": "Server", "name": "Web", "inBoundary": "In", "OS": "Linux", "controls": {"isHardened": true}},
 {"__class__": "Datastore", "name": "DB", "inBoundary": "In", "type": "SQL", "description": "d"}, {"name": "Thing"}],
"flows": [{"name": "asks", "source": "User", "sink": "Web", "data": ["token"], "protocol": "HTTPS", "note": "n"}, {"name": "reads", "source": "Web", "sink": "DB"}]}"""
tm = loads(TEXT)
print(type(tm).__name__, tm.name, tm.description, tm.isOrdered, tm.onDuplicates)
print([str(e) for e in TM._elements], [b.name for b in TM._boundaries], [str(d) for d in TM._data])
web = next(e for e in TM._elements if e.name == "Web")
print(web.controls.isHardened, web.OS, web.inBoundary.name, web.inBoundary.inBoundary.name)
for bad in ('{"elements": []}', '{"name": "x", "elements": [{"__class__": "Server"}]}', '{"name": "x", "boundaries": [{}]}',
            '{"name": "x", "elements": [{"name": "A", "inBoundary": "B"}]}', '{"name": "x", "flows": [{"name": "f"}]}',
            '{"name": "x", "flows": [{"name": "f", "source": "A"}]}', '{"name": "x", "elements": [{"name": "A"}], "flows": [{"name": "f", "source": "A"}]}',
            '{"name": "x", "elements": [{"name": "A"}], "flows": [{"name": "f", "source": "A", "sink": "B"}]}',
            '{"name": "x", "elements": [{"name": "A", "__class__": "Foo"}]}', '{"name": "x", "onDuplicates": "NEVER"}', '{"name": "x", "flows": [{}]}',
            '{"name": "x", "data": [{"classification": "SECRET"}]}', '{'):
    kept = list(TM._elements)
    try:
        loads(bad)
    except ValueError as e:
        print(type(e).__name__, str(e).splitlines()[0])
    TM._elements[:] = kept
again = load(Text('{"name": "second"}'))
print(again.name, repr(again.description))
tm.process()
