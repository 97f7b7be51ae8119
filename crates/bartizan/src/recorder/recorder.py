"""A stand-in for pytm that records what a script does with it.

Bartizan starts the user's Python with this text, the path of a script and the script's arguments. Classes, attributes
and enumerations come from Bartizan's schema, over a channel: one line of JSON in either direction for each question.
Nothing is checked or derived here; Bartizan makes the same objects again from what is recorded.
"""

import enum
import json
import linecache
import os
import sys
import tokenize
import traceback
import types

OWN = globals()
OWN_MODULE = sys.modules["__main__"]
WORDS = dict.fromkeys(["true", "yes", "on", "t", "y", "1"], True)
WORDS.update(dict.fromkeys(["false", "no", "off", "f", "n", "0"], False))
LISTS = ["_elements", "_flows", "_boundaries", "_actors", "_assets", "_data", "_threatsExcluded"]


class Channel:
    """The way to Bartizan."""

    def __init__(self, descriptor):
        os.set_inheritable(descriptor, False)
        self.incoming = os.fdopen(os.dup(descriptor), "r", encoding="utf-8", newline="\n")
        self.outgoing = os.fdopen(descriptor, "w", encoding="utf-8", newline="\n")

    def read(self):
        line = self.incoming.readline()
        if not line:
            os._exit(3)
        return json.loads(line)

    def write(self, message):
        json.dump(message, self.outgoing)
        self.outgoing.write("\n")
        self.outgoing.flush()


class Recording:
    """What happened, and where."""

    def __init__(self, channel, folder, shown_folder):
        self.channel = channel
        self.folder = folder
        self.shown_folder = shown_folder
        self.events = []
        # Events whose value may change afterwards, with how it was told last.
        self.containers = []
        self.files = {}
        self.new_files = []
        self.positions = {}
        self.objects = []
        self.processed = 0
        # What the lists of pytm hold unless the script edits them.
        self.registered = {name: [] for name in LISTS}

    def place(self):
        """Where the script is: file, line, and where Python knows them column, last line and last column."""
        frame = sys._getframe(1)
        while frame is not None and frame.f_globals is OWN:
            frame = frame.f_back
        if frame is None:
            return []
        code = frame.f_code
        place = [self.file(code.co_filename)]
        if hasattr(code, "co_positions"):
            if code not in self.positions:
                self.positions[code] = list(code.co_positions())
            line, last_line, column, last_column = self.positions[code][frame.f_lasti // 2]
            if None not in (line, last_line, column, last_column):
                return place + [line, column, last_line, last_column]
        return place + [frame.f_lineno or 1]

    def file(self, name):
        if name not in self.files:
            self.files[name] = len(self.files)
            shown = name
            if name.startswith(self.folder + os.sep):
                shown = os.path.join(self.shown_folder, name[len(self.folder) + 1 :])
            self.new_files.append([shown, "".join(linecache.getlines(name)).lstrip("\ufeff")])
        return self.files[name]

    def number(self, thing):
        self.objects.append(thing)
        return len(self.objects) - 1

    def add(self, event, **more):
        self.events.append(dict(event, **more))

    def watch(self, event, value):
        """Tells again of a container that the script changes later."""
        if isinstance(value, (list, set, dict)):
            self.containers.append([event, value, encode(value)])

    def drain(self):
        """The events since the last time, and containers that changed since."""
        for entry in self.containers:
            event, value, last = entry
            now = encode(value)
            if now != last:
                entry[2] = now
                self.add(event, value=now)
        events, self.events = self.events, []
        return events

    def ask(self, what, **more):
        sys.stdout.flush()
        sys.stderr.flush()
        edited = [name for name in LISTS if getattr(TM, name) != self.registered[name]]
        if "_threats" in vars(TM):
            edited.append("_threats")
        lists = [[name, [encode(item) for item in getattr(TM, name)]] for name in edited]
        events = self.drain()
        files, self.new_files = self.new_files, []
        message = {"files": files, "events": events, "lists": lists, "ask": dict(more, what=what)}
        self.channel.write(message)
        answer = self.channel.read()
        if "exit" in answer:
            self.ended = answer["exit"]
            raise SystemExit(answer["exit"])
        return answer


def encode(value, depth=0):
    """A value in JSON; what JSON has no word for is an object with one key."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Recorded):
        return {"object": value.__dict__["_number"]}
    if isinstance(value, TextData):
        return value.name
    if isinstance(value, enum.Enum):
        if type(value).__name__ in ENUMS and ENUMS[type(value).__name__] is type(value):
            return {"member": [type(value).__name__, value.name]}
        return encode(value.value, depth + 1) if depth < 50 else {"other": type(value).__name__}
    if isinstance(value, int):
        return int(value) if -(2**63) <= value < 2**63 else {"other": "int"}
    if isinstance(value, float):
        return float(value) if value - value == 0 else {"other": "float"}
    if isinstance(value, str):
        return str.__str__(value).encode("utf-8", "replace").decode("utf-8")
    if depth < 50:
        if isinstance(value, list):
            return {"list": [encode(item, depth + 1) for item in value]}
        if isinstance(value, tuple):
            return {"tuple": [encode(item, depth + 1) for item in value]}
        if isinstance(value, (set, frozenset)):
            return {"set": sorted((encode(item, depth + 1) for item in value), key=rank)}
        if isinstance(value, dict):
            pairs = value.items()
            return {"dict": [[encode(key, depth + 1), encode(item, depth + 1)] for key, item in pairs]}
    return {"other": type(value).__name__}


def rank(encoded):
    """Sets have no order: objects come as they were made."""
    number = encoded.get("object", -1) if isinstance(encoded, dict) else -1
    return (number, json.dumps(encoded, sort_keys=True))


class TextData(types.SimpleNamespace):
    """A stand-in for Data that a script gives as text: Bartizan makes the Data itself."""

    __hash__ = object.__hash__


class DataSet(set):
    """Data; a text is in it when a Data of that name is."""

    def __contains__(self, item):
        if isinstance(item, str):
            return any(item == data.name for data in self)
        return set.__contains__(self, item)

    def __eq__(self, other):
        if isinstance(other, str):
            return other in self
        return set.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    __hash__ = None

    def __str__(self):
        return ", ".join(sorted({data.name for data in self}))


class Meta(type):
    """Reads the library of threats when a script looks at it."""

    def __getattr__(cls, name):
        if name == "_threats" and cls.__name__ == "TM":
            TM._threats = [Threat(**fields) for fields in RECORDING.ask("threats", path="")["threats"]]
            return TM._threats
        raise AttributeError(f"type object '{cls.__name__}' has no attribute '{name}'")


class Recorded(metaclass=Meta):
    """An object of the model."""

    _schema = {}
    _positional = []
    _controls = frozenset()
    _has_controls = False

    def __new__(cls, *arguments, **keywords):
        thing = object.__new__(cls)
        number = thing.__dict__["_number"] = RECORDING.number(thing)
        place = RECORDING.place()
        RECORDING.add({"event": "make", "id": number, "class": pytm_name(cls), "own": cls.__name__, "place": place})
        return thing

    def __init__(self, *arguments, **keywords):
        given = dict(zip(self._positional, arguments))
        given.update(keywords)
        for name, value in given.items():
            self._keep(name, value)
        place = RECORDING.place()
        event = {"event": "init", "id": self.__dict__["_number"], "place": place}
        told = [[name, encode(value)] for name, value in keywords.items()]
        RECORDING.add(event, arguments=[encode(value) for value in arguments], keywords=told)
        for name in given:
            self._watch(name, place)
        register(self)

    def _watch(self, name, place):
        event = {"event": "set", "id": self.__dict__["_number"], "name": name, "place": place}
        RECORDING.watch(event, self.__dict__.get(name))

    def _keep(self, name, value):
        """Keeps a value, in the form in which scripts of pytm read it."""
        name = self._aliases.get(name, name)
        if name not in self._schema and self._has_controls and name in self._controls:
            return setattr(self.controls, name, value)
        kind = self._schema.get(name, ["", None])[0]
        if kind == "data":
            several = [value] if isinstance(value, (str, Recorded)) else value
            value = DataSet(TextData(name=item) if isinstance(item, str) else item for item in several or [])
        elif kind == "levels" and isinstance(value, int):
            value = {value}
        elif kind == "flag" and isinstance(value, str) and value.lower() in WORDS:
            value = WORDS[value.lower()]
        elif kind == "flag" and isinstance(value, (int, float)) and value in (0, 1):
            value = bool(value)
        elif kind == "int" and isinstance(value, (bool, float)) and value == int(value):
            value = int(value)
        elif kind == "int" and isinstance(value, str) and value.strip().isdigit():
            value = int(value)
        elif kind in ENUMS and not isinstance(value, enum.Enum):
            known = [member for member in ENUMS[kind] if value in (member.value, member.name)]
            value = known[0] if known else value
        self.__dict__[name] = value
        if name == "response" and isinstance(value, Recorded):
            value.__dict__.update(responseTo=self, isResponse=True)
        elif name == "responseTo" and isinstance(value, Recorded):
            self.__dict__["isResponse"] = True
            value.__dict__["response"] = self
        return value

    def __setattr__(self, name, value):
        if isinstance(getattr(type(self), name, None), property):
            return object.__setattr__(self, name, value)
        if name == "name" and isinstance(self, Element) and name in self.__dict__:
            message = f"cannot overwrite {type(self).__name__}.name value: it is {self.name!r} already"
            raise ValueError(message)
        place = RECORDING.place()
        event = {"event": "set", "id": self.__dict__["_number"], "name": name, "place": place}
        RECORDING.add(event, value=encode(value))
        self._keep(name, value)
        self._watch(name, place)

    def __delattr__(self, name):
        self.__dict__.pop(name, None)

    def __getattr__(self, name):
        if name in ("findings", "excluded_findings") and name in self._schema:
            return found(self, name)
        if name == "_threats" and isinstance(self, TM):
            return TM._threats
        name = self._aliases.get(name, name)
        if name in self.__dict__:
            return self.__dict__[name]
        if name not in self._schema:
            if self._has_controls and name in self._controls:
                return getattr(self.controls, name)
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        kind, default = self._schema[name]
        if kind == "data":
            value = DataSet()
        elif kind == "levels":
            value = {0}
        elif kind in ("texts", "elements", "flows", "assumptions", "findings"):
            value = []
        elif kind == "controls":
            value = Controls.__new__(Controls)
        else:
            return ENUMS[default["member"][0]][default["member"][1]] if isinstance(default, dict) else default
        self.__dict__[name] = value
        event = {"event": "touch", "id": self.__dict__["_number"], "name": name}
        RECORDING.add(event, value=encode(value))
        RECORDING.watch(event, value)
        return value

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__name__}({self.__dict__.get('name', '')})>"

    def __str__(self):
        return f"{type(self).__name__}({self.__dict__.get('name', '')})"

    def display_name(self):
        return self.name

    def oneOf(self, *elements):
        return any(self is one or (isinstance(one, type) and isinstance(self, one)) for one in elements)


def pytm_name(cls):
    return next(one.__name__ for one in cls.__mro__ if CLASSES.get(one.__name__) is one)


def register(thing):
    names = ["_data"] if isinstance(thing, Data) else ["_elements"] if isinstance(thing, Element) else []
    kinds = [(Dataflow, "_flows"), (Boundary, "_boundaries"), (Actor, "_actors"), (Asset, "_assets")]
    names += [name for kind, name in kinds if isinstance(thing, kind)][:1]
    for name in names:
        getattr(TM, name).append(thing)
        RECORDING.registered[name].append(thing)


def found(thing, name):
    """Findings, from Bartizan."""
    if not RECORDING.processed:
        return []
    answer = RECORDING.ask("findings")
    findings = []
    for number, fields in answer["found" if name == "findings" else "aside"]:
        element = RECORDING.objects[number]
        if thing is element or isinstance(thing, TM):
            finding = object.__new__(Finding)
            finding.__dict__.update(fields, element=element)
            findings.append(finding)
    thing.__dict__[name] = findings
    return findings


def process(self):
    RECORDING.ask("process", tm=self.__dict__["_number"], argv=[str(word) for word in sys.argv])
    forget_findings()


def resolve(self):
    RECORDING.ask("resolve", tm=self.__dict__["_number"])
    forget_findings()


def forget_findings():
    RECORDING.processed += 1
    for thing in RECORDING.objects:
        thing.__dict__.pop("findings", None)
        thing.__dict__.pop("excluded_findings", None)


def check(self):
    if isinstance(self, TM):
        RECORDING.ask("check", tm=self.__dict__["_number"])
    return True


def dfd(self, levels=None, colormap=False, **_):
    levels = [levels] if isinstance(levels, int) else sorted(levels or [])
    return RECORDING.ask("dfd", tm=self.__dict__["_number"], levels=levels, colormap=bool(colormap))["text"]


def seq(self):
    return RECORDING.ask("seq", tm=self.__dict__["_number"])["text"]


def report(self, path):
    return RECORDING.ask("report", tm=self.__dict__["_number"], path=str(path))["text"]


def reset(cls):
    RECORDING.add({"event": "reset"})
    for name in LISTS:
        setattr(TM, name, [])
        RECORDING.registered[name] = []
    if "_threats" in vars(TM):
        del TM._threats


def ordered(compare):
    def method(self, other):
        return compare(self.value, other.value) if type(self) is type(other) else NotImplemented

    return method


def enumeration(name, members, is_ordered):
    namespace = {"label": lambda self: str(self.value).lower().replace("_", " ")}
    if is_ordered:
        namespace["__lt__"] = ordered(lambda a, b: a < b)
        namespace["__le__"] = ordered(lambda a, b: a <= b)
        namespace["__gt__"] = ordered(lambda a, b: a > b)
        namespace["__ge__"] = ordered(lambda a, b: a >= b)
    base = enum.Enum("Base", [], type=type("Methods", (), namespace))
    return base.__class__(name, (base,), enum_body(name, base, members))


def enum_body(name, base, members):
    body = enum.EnumMeta.__prepare__(name, (base,))
    for member, value in members:
        body[member] = value
    body["__module__"] = "pytm.enums"
    return body


def model_class(row):
    base = CLASSES[row["parent"]] if row["parent"] else Recorded
    return Meta(
        row["name"],
        (base,),
        {
            "__module__": row["module"],
            "__doc__": row["documentation"],
            "_schema": {name: [kind, default] for name, kind, default, _ in row["attributes"]},
            "_aliases": {alias: name for name, _, _, aliases in row["attributes"] for alias in aliases},
            "_positional": row["positional"],
            "_controls": frozenset(CONTROLS),
            "_has_controls": row["hasControls"],
        },
    )


def reply(request, **attributes):
    """The answer to a request."""
    name = attributes.pop("name", f"Reply to {request.name}")
    answer = Dataflow(request.sink, request.source, name, **attributes)
    answer.responseTo = request
    return request, answer


def req_reply(src, dest, req_name, reply_name=None):
    """A request and its answer."""
    return reply(Dataflow(src, dest, req_name), name=reply_name or f"Reply to {req_name}")


def install(schema):
    """Puts the classes where scripts import them from."""
    for row in schema["enums"]:
        ENUMS[row["name"]] = enumeration(row["name"], row["members"], row["isOrdered"])
    CONTROLS.extend(schema["controls"])
    for row in schema["classes"]:
        CLASSES[row["name"]] = model_class(row)
    OWN.update(CLASSES)
    methods = {"process": process, "resolve": resolve, "check": check, "dfd": dfd, "seq": seq, "report": report}
    for name, method in methods.items():
        setattr(TM, name, method)
    TM.reset = classmethod(reset)
    Element.check = check
    for name in LISTS:
        setattr(TM, name, [])
    names = dict(CLASSES, **ENUMS)
    functions = {"reply": reply, "req_reply": req_reply}
    for name in schema["modules"]:
        module = types.ModuleType(name)
        module.__dict__.update(names, **functions)
        module.__all__ = list(names)
        sys.modules[name] = module
        if "." in name:
            setattr(sys.modules["pytm"], name.split(".", 1)[1], module)
        else:
            module.__path__ = []


def run(path):
    """Runs the script as Python would."""
    with tokenize.open(path) as file:
        text = file.read()
    main = types.ModuleType("__main__")
    main.__file__ = os.path.abspath(path)
    main.__builtins__ = __builtins__
    sys.modules["__main__"] = main
    sys.argv = sys.argv[1:]
    sys.path[0] = os.path.dirname(os.path.abspath(path))
    exec(compile(text, path, "exec", dont_inherit=True), main.__dict__)


def end_badly():
    """Shows an error of the script without the frames of this file."""
    kind, error, trace = sys.exc_info()
    while trace is not None and trace.tb_frame.f_globals is OWN:
        trace = trace.tb_next
    traceback.print_exception(kind, error, trace)
    sys.stdout.flush()
    return 2


CLASSES, ENUMS, CONTROLS = {}, {}, []
CHANNEL = Channel(int(os.environ.pop("BARTIZAN_CHANNEL")))
SCRIPT = sys.argv[1]
RECORDING = Recording(CHANNEL, os.path.dirname(os.path.abspath(SCRIPT)), os.path.dirname(SCRIPT))
RECORDING.ended = None
install(CHANNEL.read())
try:
    try:
        run(SCRIPT)
    except SystemExit:
        if RECORDING.ended is None:
            RECORDING.ask("end")
        raise
    RECORDING.ask("end")
except SystemExit:
    raise
except BaseException:
    sys.exit(end_badly())
