"""Records what the oracle (a released pytm) says of each model script.

    python record.py MODELS_DIR OUT_DIR [NAME...] [--shared-templates DIR] [--deep] [--raw]

Run it with the interpreter of a virtual environment that holds pytm 1.4.0 and pydantic 2.12.5. It writes
OUT_DIR/NAME.json for every MODELS_DIR/NAME.py, and the neutral threat library beside OUT_DIR. The record's
format is described in the README beside the models.

--shared-templates DIR  also record what the oracle makes of the templates in DIR (a few models)
--deep                  keep the oracle's deep copies in reports (slow; the text must not change)
--raw                   do not apply the patches below (to see what they remove)
"""

import argparse
import io
import json
import os
import random
import re
import runpy
import signal
import sys
import tempfile
import traceback

# Sets of strings are iterated in the order of their hashes: fix it, so that every run gives the same bytes.
if os.environ.get("PYTHONHASHSEED") != "0":
    os.environ["PYTHONHASHSEED"] = "0"
    os.execv(sys.executable, [sys.executable, "-B", *sys.argv])
sys.dont_write_bytecode = True

import pytm  # noqa: E402
import pytm.pytm as core  # noqa: E402
from pydantic import BaseModel  # noqa: E402
from pytm.base import Controls, DataSet  # noqa: E402
from pytm.boundary import Boundary  # noqa: E402
from pytm.data import Data  # noqa: E402
from pytm.dataflow import Dataflow  # noqa: E402
from pytm.datastore import Datastore  # noqa: E402
from pytm.asset import Lambda  # noqa: E402
from pytm.element import Element  # noqa: E402
from pytm.finding import Finding  # noqa: E402
from pytm.threat import Threat  # noqa: E402
from pytm.tm import TM, UIError  # noqa: E402

SECONDS_PER_RUN = 120
# Above this many findings a record holds no JSON export and no reports.
MANY_FINDINGS = 400
# The JSON export of these models is recorded without leaving anything out.
COMPLETE_JSON = {"seed", "minimal", "llm_default", "hardened_lambda", "custom_threats"}
# Templates that print every finding are run on these models only.
BULKY_TEMPLATES = {"findings.md", "threats.md", "export_all.md"}
BULKY_MODELS = {
    "seed", "minimal", "overrides_element", "assumptions_exclude", "data_forms", "escaping_names",
    "llm_default", "custom_threats", "out_of_scope", "response_to", "shop", "agent_flags",
    "threats_append", "hardened_lambda",
}
THREATS_TEMPLATE_MODELS = {"minimal", "custom_threats", "threats_append"}
# Models that show how people write scripts. What these say is covered by others, so that JSON and reports are left out.
LEAN = "people_"
# Templates that need attributes which only these models have.
ONLY_ON = {"extras.md": {"extra_attributes"}}
SHARED_MODELS = {"seed", "nested_boundaries", "assumptions_exclude", "escaping_names", "response_to"}
SHARED_TEMPLATES = ("advanced_template.md", "basic_template.md", "reveal.md")


# --- the patches: each removes one documented difference ------------------------------------------------------

EVERY = []  # every element, in the order of construction
FILLED = {}  # id of an object -> names of the attributes that the oracle filled in
STATED = {}  # id of a finding -> names of the fields that its author stated
KEEP = []  # objects whose ids are used above must not be freed
PROCESSED = {}


def author_wins():
    """Difference: what the author wrote wins; the oracle overwrites it with the sink's or source's value."""

    def safeset(self, attr, value):
        filled = FILLED.setdefault(id(self), set())
        KEEP.append(self)
        if attr in self.model_fields_set and attr not in filled:
            return
        try:
            setattr(self, attr, value)
        except (ValueError, TypeError):
            return
        filled.add(attr)

    for cls in (Element, Controls, Data):
        cls._safeset = safeset

    merge = core._FlowDefaultsBuilder._merge_overrides

    def merge_overrides(self, flow):
        filled = FILLED.setdefault(id(flow), set())
        KEEP.append(flow)
        if "overrides" not in filled and (flow.overrides or "overrides" in flow.model_fields_set):
            return
        filled.add("overrides")
        merge(self, flow)

    core._FlowDefaultsBuilder._merge_overrides = merge_overrides


def controls_on_the_element():
    """Difference: a control that is set on the element itself counts; the oracle ignores it."""

    def forward(element, name, value):
        if name in Controls.model_fields and name not in type(element).model_fields:
            setattr(element.controls, name, value)

    assign = Element.__setattr__
    construct = Element.__init__

    def setattr_and_forward(self, name, value):
        assign(self, name, value)
        forward(self, name, value)

    def init_and_forward(self, name=None, **data):
        construct(self, name, **data)
        for key, value in data.items():
            forward(self, key, value)

    Element.__setattr__ = setattr_and_forward
    Element.__init__ = init_and_forward


def controls_read_from_the_element():
    """Difference: `target.isHardened` in an old condition reads the control; in the oracle it is then never true."""
    read = Element.__getattr__

    def read_or_forward(self, name):
        try:
            return read(self, name)
        except AttributeError:
            if name in Controls.model_fields and "controls" in self.__dict__:
                return getattr(self.__dict__["controls"], name)
            raise

    Element.__getattr__ = read_or_forward


def overrides_change_what_they_state():
    """Difference: an override changes the fields its author stated; the oracle also blanks all the others,
    and fails on an override that names its own element."""
    construct = Finding.__init__
    dump = Finding.model_dump

    def init(self, *args, **kwargs):
        stated = set(kwargs) - {"element", "target", "threat"}
        construct(self, *args, **kwargs)
        STATED[id(self)] = stated
        KEEP.append(self)

    def assign(self, name, value):
        super(Finding, self).__setattr__(name, value)
        if id(self) in STATED:
            STATED[id(self)].add(name)

    def dump_stated(self, **kwargs):
        stated = STATED.get(id(self))
        if stated is None:
            return dump(self, **kwargs)
        return {key: getattr(self, key) for key in sorted(stated)}

    Finding.__init__ = init
    Finding.__setattr__ = assign
    Finding.model_dump = dump_stated


def out_of_scope_has_no_findings():
    """Difference: an element out of scope has no findings; the oracle gives it a copy of all found so far."""
    resolve = TM.resolve

    def resolve_and_clear(self):
        resolve(self)
        for element in TM._elements:
            if not element.inScope:
                element.findings = []

    TM.resolve = resolve_and_clear


def out_of_scope_is_grey():
    """Difference: what is out of scope is drawn grey, as before 1.4; the oracle draws it black."""

    def color(self, **kwargs):
        return "black" if self.inScope else "grey69"

    Element._color = color


def used_boundary_is_an_element():
    """Difference: with ignoreUnused the boundary around a used element is used; the oracle loses its nesting."""
    collect = core._get_elements_and_boundaries

    def collect_in_order(flows):
        elements, boundaries = (set(found) for found in collect(flows))
        order = {id(element): index for index, element in enumerate(EVERY)}
        by_declaration = lambda element: order.get(id(element), -1)  # noqa: E731
        return sorted(elements | boundaries, key=by_declaration), sorted(boundaries, key=by_declaration)

    core._get_elements_and_boundaries = collect_in_order


def target_is_visible_in_comprehensions():
    """Difference: a condition may use `target` inside a comprehension; in the oracle it is then never true."""
    apply = Threat.apply

    def apply_with_target(self, target):
        type(self)._build_eval_globals()["target"] = target
        return apply(self, target)

    Threat.apply = apply_with_target


def data_in_order_of_name():
    """Difference: the data of a flow come in order of name; in the oracle in the order of their hashes."""
    walk = set.__iter__

    def by_name(self):
        key = lambda datum: (str(getattr(datum, "name", datum)), str(getattr(datum, "description", "")))  # noqa: E731
        return iter(sorted(walk(self), key=key))

    DataSet.__iter__ = by_name


def duplicates_may_have_responses():
    """Difference: flows that have a response can be compared; the oracle fails on the circular reference."""

    def plain(value):
        if isinstance(value, Finding):
            return {key: plain(item) for key, item in value if key != "element"}
        if isinstance(value, Element):
            return id(value)
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value

    def values(self):
        names = [*type(self).model_fields, *(self.model_extra or {})]
        return {name: plain(getattr(self, name)) for name in names if name not in ("is_drawn", "controls")}

    Dataflow._attr_values = values


def flow_may_answer_itself():
    """Difference: a flow may be a response to itself, as before 1.4; the oracle fails on the recursion."""
    assign = Dataflow.__setattr__

    def link(self, name, value):
        if name not in ("response", "responseTo") or value is not self:
            assign(self, name, value)
            return
        for link_name in ("response", "responseTo"):
            if link_name == name or getattr(self, link_name) is None:
                self.__dict__[link_name] = self
        self.__dict__["isResponse"] = True
        self.__pydantic_fields_set__.add(name)

    Dataflow.__setattr__ = link


PATCHES = (
    author_wins,
    controls_on_the_element,
    controls_read_from_the_element,
    overrides_change_what_they_state,
    out_of_scope_has_no_findings,
    out_of_scope_is_grey,
    used_boundary_is_an_element,
    target_is_visible_in_comprehensions,
    data_in_order_of_name,
    duplicates_may_have_responses,
    flow_may_answer_itself,
)


# --- what the recorder itself needs ---------------------------------------------------------------------------


def remember_every_element():
    """Keep the elements in the order of construction, also those that ignoreUnused drops."""
    register = Element._register_with_tm

    def remember(self):
        EVERY.append(self)
        register(self)

    Element._register_with_tm = remember


def copies_in_reports_are_shallow():
    """The oracle copies the whole graph for every finding; a shallow copy prints the same text."""
    copy = BaseModel.model_copy

    def shallow(self, *, update=None, deep=False):
        return copy(self, update=update)

    for cls in (Element, Finding, Threat):
        cls.model_copy = shallow


def draw_with_separators():
    """Have the diagram written with control characters for separators, so that any label can be read back."""

    def index(element):
        return next(i for i, other in enumerate(EVERY) if other is element)

    def node(self):
        return f"\x01N\x02{index(self)}\x02{{shape}}\x02{{color}}\x02{{label}}\x03"

    def edge(self):
        return f"\x01D\x02{index(self)}\x02{{direction}}\x02{{color}}\x02{{label}}\x03"

    def boundary(self):
        return f"\x01B\x02{index(self)}\x02{{color}}\x02{{label}}\x03{{edges}}\x01E\x03"

    Element._dfd_template = Datastore._dfd_template = Lambda._dfd_template = node
    Dataflow._dfd_template = edge
    Boundary._dfd_template = boundary


def prepare(options):
    remember_every_element()
    if not options.raw:
        for patch in PATCHES:
            patch()
    if not options.deep:
        copies_in_reports_are_shallow()


def use_library(path):
    """Make this file the library of every TM that does not name one of its own."""
    construct = TM.__init__

    def init(self, name, description="", **data):
        data.setdefault("threatsFile", path)
        construct(self, name, description, **data)

    TM.__init__ = init


def run_script(path, arguments, captured):
    """Run the script as the main program, its command line being `arguments` whatever it does to sys.argv."""
    namespace = dict(
        debug=False, dfd=False, report=None, exclude=None, seq=False, list=False, colormap=False, describe=None,
        list_elements=False, json=None, levels=None, stale_days=None,
    )
    namespace.update(arguments)
    core.get_args = lambda: argparse.Namespace(**namespace)
    process = TM._process

    def note_model(self):
        captured["tm"] = self
        process(self)

    TM._process = note_model
    for method in ("seq", "dfd", "report"):
        original = getattr(TM, method)

        def note_result(self, *args, _original=original, _method=method, **kwargs):
            captured[_method] = _original(self, *args, **kwargs)
            return captured[_method]

        setattr(TM, method, note_result)
    os.chdir(os.path.dirname(path))
    sys.argv = [os.path.basename(path)]
    sys.path.insert(0, os.path.dirname(path))
    random.seed(0)
    try:
        runpy.run_path(os.path.basename(path), run_name="__main__")
    except SystemExit as stop:
        if stop.code not in (None, 0):
            raise stop.__cause__ or stop


def error_of(error, path):
    """The class of the error and the line of the script; messages are the oracle's and stay out of the records."""
    line = None
    if isinstance(error, SyntaxError):
        line = error.lineno
    for frame in traceback.extract_tb(error.__traceback__):
        if os.path.basename(frame.filename) == os.path.basename(path) and "site-packages" not in frame.filename:
            line = frame.lineno
    return {"class": type(error).__name__, "line": line}


def in_child(path, arguments, collect, setup=None):
    """Fork, run the script, and bring back {"error", "stdout", "value": collect(captured)}."""
    read, write = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS_PER_RUN)
        os.close(read)
        result = {"error": None, "value": None}
        output, messages = io.StringIO(), io.StringIO()
        sys.stdout, sys.stderr = output, messages
        captured = {}
        try:
            if setup:
                setup()
            run_script(path, arguments, captured)
            result["stdout"] = output.getvalue()
            result["value"] = collect(captured)
        except BaseException as error:
            result["error"] = error_of(error, path)
            result["stdout"] = output.getvalue()
            if os.environ.get("RECORD_DEBUG"):
                sys.__stderr__.write(traceback.format_exc())
        with os.fdopen(write, "w", encoding="utf-8", errors="surrogatepass") as pipe:
            json.dump(result, pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8", errors="surrogatepass") as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    if not text:
        raise SystemExit(f"{os.path.basename(path)}: no answer within {SECONDS_PER_RUN} seconds")
    return json.loads(text)


# --- reading the oracle's answers -----------------------------------------------------------------------------


def unique_names():
    """id of an element -> its name, with "#2", "#3" ... for later nodes (or boundaries) of the same name."""
    names, seen = {}, {}
    for element in EVERY:
        if isinstance(element, Dataflow):
            continue
        key = (isinstance(element, Boundary), element.name)
        seen[key] = seen.get(key, 0) + 1
        names[id(element)] = element.name if seen[key] == 1 else f"{element.name}#{seen[key]}"
    return names


def read_label(text):
    return re.sub("\n *", "\n", text.replace("\\n", "\n"))


def read_graph(text):
    names = unique_names()
    boundaries, nodes, edges, path = [], [], [], []
    for record in re.findall("\x01([^\x03]*)\x03", text):
        kind, *fields = record.split("\x02")
        if kind == "E":
            path.pop()
            continue
        element = EVERY[int(fields[0])]
        if kind == "B":
            name = names[id(element)]
            boundaries.append({"name": name, "label": read_label(fields[2]), "path": list(path), "color": fields[1]})
            path.append(name)
        elif kind == "N":
            nodes.append({
                "name": names[id(element)], "label": read_label(fields[3]), "shape": fields[1].split(";")[0],
                "color": fields[2].split(";")[0], "boundary": list(path),
            })
        else:
            edges.append({
                "from": names[id(element.source)], "to": names[id(element.sink)], "label": read_label(fields[3]),
                "name": element.name, "dir": fields[1], "color": fields[2].split(";")[0],
            })
    key = lambda item: json.dumps(item, sort_keys=True)  # noqa: E731
    return {"boundaries": sorted(boundaries, key=key), "nodes": sorted(nodes, key=key), "edges": sorted(edges, key=key)}


def read_sequence(text):
    names = unique_names()
    by_id = {element._uniq_name(): names[id(element)] for element in EVERY if id(element) in names}
    participants, messages = [], []
    lines = iter(text.split("\n"))
    for line in lines:
        if match := re.fullmatch(r'(actor|database|entity) (\S+) as "(.*)"', line):
            participants.append([match[1], by_id[match[2]]])
        elif line == "note left":
            note = []
            while (line := next(lines)) != "end note":
                note.append(line)
            messages[-1][3] = "\n".join(note)
        elif match := re.fullmatch(r"(\S+) -> (\S+): (.*)", line):
            messages.append([by_id[match[1]], by_id[match[2]], match[3], ""])
    return {"participants": participants, "messages": messages}


def pairs(findings):
    return sorted([finding.threat_id, finding.target] for finding in findings)


def collect_findings(captured):
    model = captured["tm"]
    return {
        "findings": pairs(model.findings),
        "excluded": pairs(model.excluded_findings),
        "list": [threat.id for threat in TM._threats],
        "has_levels": any(element.levels != {0} for element in EVERY),
    }


def compact_json(export, threats):
    """The rules that keep records small; see the README."""

    def shrink_controls(entry):
        if "controls" in entry:
            entry["controls"] = {key: value for key, value in entry["controls"].items() if value not in (False, "")}

    elements = [dict(element) for element in export["elements"]]
    for group in ("actors", "assets"):
        export[group] = [entry["name"] if entry in elements else entry for entry in export[group]]
    for group in ("elements", "flows", "boundaries", "actors", "assets"):
        for entry in export[group]:
            if isinstance(entry, dict):
                shrink_controls(entry)
    for group in ("findings", "excluded_findings"):
        for entry in export[group]:
            threat = threats.get(entry["threat_id"], {})
            for key in list(entry):
                if key in ("id", "threat_id", "target"):
                    continue
                if entry[key] in ("", None) or entry[key] == threat.get(key):
                    del entry[key]


def read_json(path, compact):
    with open(path, encoding="utf8") as file:
        export = json.load(file)
    del export["threatsFile"]
    threats = {
        threat.id: {name: getattr(threat, name) for name in type(threat).model_fields if name != "id"}
        for threat in TM._threats
    }
    for group in ("elements", "actors", "assets", "flows", "boundaries"):
        for entry in export[group]:
            for key in ("data", "levels", "sourceFiles"):
                if isinstance(entry.get(key), list):
                    entry[key].sort()
    for group in ("findings", "excluded_findings"):
        for entry in export[group]:
            if entry["assumption"]:
                exclude = entry["assumption"]["exclude"]
                entry["assumption"]["exclude"] = sorted(re.findall(r"'([^']*)'", exclude))
    if compact:
        compact_json(export, threats)
    return export


def templates_for(name, folder):
    for template in sorted(os.listdir(folder)):
        if not template.endswith(".md"):
            continue
        if template in BULKY_TEMPLATES and name not in BULKY_MODELS:
            continue
        if template == "threats.md" and name not in THREATS_TEMPLATE_MODELS:
            continue
        if template in ONLY_ON and name not in ONLY_ON[template]:
            continue
        yield template


def record(name, options):
    path = os.path.join(options.models, name + ".py")
    answer = in_child(path, {}, lambda captured: "tm" in captured)
    result = {"error": answer["error"], "stdout": answer["stdout"]}
    if answer["error"] or not answer["value"]:
        return result

    def ask(arguments, collect, setup=None):
        answer = in_child(path, arguments, collect, setup)
        return {"error": answer["error"]["class"]} if answer["error"] else answer["value"]

    neutral = lambda: use_library(options.library)  # noqa: E731
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "model.json")
        facts = ask({"json": target, "list": True}, collect_findings)
        if "error" in facts:
            result["error"] = {"class": facts["error"], "line": None, "when": "resolving"}
            return result
        has_levels = facts.pop("has_levels")
        result.update(facts)
        graph = lambda captured: read_graph(captured["dfd"])  # noqa: E731
        result["graph"] = ask({"dfd": True}, graph, draw_with_separators)
        result["graph_colormap"] = ask({"dfd": True, "colormap": True}, graph, draw_with_separators)
        if has_levels:
            result["graph_levels"] = {
                str(level): ask({"dfd": True, "levels": [level]}, graph, draw_with_separators) for level in (0, 1, 2)
            }
        result["sequence"] = ask({"seq": True}, lambda captured: read_sequence(captured["seq"]))
        if len(facts["findings"]) > MANY_FINDINGS or name.startswith(LEAN):
            return result
        compact = name not in COMPLETE_JSON
        result["json_rule"] = "compact" if compact else "complete"
        result["json"] = ask({"json": target}, lambda captured: read_json(target, compact), neutral)
    report = lambda captured: captured["report"]  # noqa: E731
    result["reports"] = {
        template: ask({"report": os.path.join(options.templates, template)}, report, neutral)
        for template in templates_for(name, options.templates)
    }
    if name in SHARED_MODELS:
        if options.shared_templates:
            result["shared_reports"] = {
                template: ask({"report": os.path.join(options.shared_templates, template)}, report, neutral)
                for template in SHARED_TEMPLATES
            }
        elif os.path.exists(os.path.join(options.out, name + ".json")):
            with open(os.path.join(options.out, name + ".json"), encoding="utf8") as file:
                before = json.load(file)
            if "shared_reports" in before:
                result["shared_reports"] = before["shared_reports"]
    return result


# --- the neutral library --------------------------------------------------------------------------------------

# What stands in for the prose; a few need escaping in one format or another.
PROSE = (
    "{field} of {id}",
    "{field} of {id} with <b> & $5",
    "{field} of {id}, a \"quoted\" one",
    "{field} of {id} that costs \\$7 | or $8",
    "{field} of {id}",
    "{field} of {id}: caf\u00e9, it's {{not}} a field",
)


def write_library(path):
    """pytm's library with its facts (ids, titles, conditions) and with sentences of our own."""
    source = os.path.join(os.path.dirname(pytm.__file__), "threatlib", "threats.json")
    with open(source, encoding="utf8") as file:
        threats = json.load(file)
    library = []
    for number, threat in enumerate(threats):
        entry = {
            key: threat[key]
            for key in ("SID", "target", "description", "severity", "Likelihood Of Attack", "condition")
            if key in threat
        }
        if "DEPRECATED" in threat:
            entry["DEPRECATED"] = "replaced by later threats"
        for offset, field in enumerate(("details", "prerequisites", "mitigations", "example", "references")):
            if field in threat:
                entry[field] = PROSE[(number + offset) % len(PROSE)].format(field=field, id=threat["SID"])
        library.append(entry)
    write(path, library)


# --- writing --------------------------------------------------------------------------------------------------

WIDTH = 120


def pretty(value, indent=0):
    """JSON with sorted keys, whatever fits in a line on one line, and lists of plain values filled."""
    flat = json.dumps(value, sort_keys=True, ensure_ascii=False)
    if indent and len(flat) + indent <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return flat
    pad = " " * (indent + 1)
    if isinstance(value, dict):
        items = [f"{json.dumps(key, ensure_ascii=False)}: {pretty(value[key], indent + 1)}" for key in sorted(value)]
        return "{\n" + ",\n".join(pad + item for item in items) + "\n" + " " * indent + "}"
    items = [pretty(item, indent + 1) for item in value]
    if all(isinstance(item, (str, int)) for item in value) and all(len(item) < 40 for item in items):
        lines = [pad + items[0]]
        for item in items[1:]:
            if len(lines[-1]) + len(item) + 3 > WIDTH:
                lines[-1] += ","
                lines.append(pad + item)
            else:
                lines[-1] += ", " + item
        return "[\n" + "\n".join(lines) + "\n" + " " * indent + "]"
    return "[\n" + ",\n".join(pad + item for item in items) + "\n" + " " * indent + "]"


def write(path, value):
    with open(path, "w", encoding="utf8", newline="\n") as file:
        file.write(pretty(value) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("models")
    parser.add_argument("out")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--shared-templates")
    parser.add_argument("--deep", action="store_true")
    parser.add_argument("--raw", action="store_true")
    options = parser.parse_intermixed_args()
    options.models = os.path.abspath(options.models)
    options.out = os.path.abspath(options.out)
    if options.shared_templates:
        options.shared_templates = os.path.abspath(options.shared_templates)
    beside = os.path.dirname(options.models)
    options.templates = os.path.join(beside, "templates")
    options.library = os.path.join(beside, "threats.json")
    os.makedirs(options.out, exist_ok=True)
    write_library(options.library)
    prepare(options)
    names = options.names or sorted(file[:-3] for file in os.listdir(options.models) if file.endswith(".py"))
    for name in names:
        result = record(name, options)
        write(os.path.join(options.out, name + ".json"), result)
        sys.stdout.write(f"{name}: {result['error'] or len(result.get('findings', []))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
