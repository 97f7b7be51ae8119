import glob
import json
import logging.config
import os
import pathlib
import pkgutil
import sys
import urllib.parse
from pathlib import Path

# open
lines = "folder/lines.txt"
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(lines, newline=newline) as file:
        print(repr(newline), file.readlines())
with open(lines) as file:
    print(file.readline(), file.readline(2), repr(file.readline()), file.tell() > 0, file.read(3), list(file), file.read())
    file.seek(0)
    print(file.readlines(5), next(file), file.name, file.mode, file.encoding, file.readable(), file.writable(), file.closed)
print(file.closed)
for bad in [lambda: file.read(), lambda: open(lines, "q"), lambda: open(lines, "rw"), lambda: open(lines, "rbt"), lambda: open(lines, ""),
            lambda: open(lines, "rb", encoding="utf-8"), lambda: open(lines, newline="x"), lambda: open("no/such"), lambda: open("folder"),
            lambda: open(3.5)]:
    try:
        bad()
    except (OSError, ValueError, TypeError) as error:
        print(type(error).__name__, str(error).split("position")[0][:60])
try:
    open(lines).write("x")
except OSError as error:
    print(error)
try:
    open("folder/latin.txt").read()
except UnicodeError as error:
    print(str(error)[:40])
print(open(lines, "rb").read(), open(lines, "rb").readline(), list(open(lines, "rb")))
print(open("folder/marked.txt", encoding="utf-8-sig").read(), ascii(open("folder/marked.txt", encoding="utf-8").read()))
print(open("folder/latin.txt", encoding="latin-1").read(), open("folder/latin.txt", errors="replace").read(), open("folder/latin.txt", errors="ignore").read())
print(json.load(open("folder/inner/data.json")), json.loads(Path("folder/inner/data.json").read_bytes()))
with open(lines, "rb") as file:
    file.seek(-4, 2)
    print(file.read(), file.tell(), file.seek(1), file.read(2))

# pathlib
here = Path(__file__).resolve().parent
folder = here / "folder"
print(sorted(p.name for p in folder.iterdir()), sorted(p.name for p in folder.glob("*.txt")), sorted(str(p.relative_to(here)) for p in folder.rglob("*.py")))
print(sorted(str(p.relative_to(folder)) for p in folder.glob("**/*") if p.is_file()), sorted(p.name for p in Path("folder").glob("inner/*.json")))
print((folder / "lines.txt").stat().st_size, folder.is_dir(), folder.exists(), (folder / "nope").exists(), (folder / "lines.txt").samefile(lines))
print(Path("a/b.py").match("*.py"), Path("/a/b/c.py").match("b/*.py"), Path("a/b.py").match("a/*.txt"), Path("/a b").as_uri())
print((folder / ".." / "folder").resolve() == folder, Path.cwd() == here, Path("folder").absolute() == folder, folder.relative_to(here))
for bad in [lambda: (folder / "nope").read_text(), lambda: list((folder / "nope").iterdir()), lambda: folder.read_text(), lambda: Path("nope").resolve(strict=True), lambda: Path("nope").stat(), lambda: folder.mkdir()]:
    try:
        bad()
    except OSError as error:
        print(type(error).__name__, error.__class__.__mro__[1].__name__)
folder.mkdir(exist_ok=True)
folder.mkdir(parents=True, exist_ok=True)

# glob
print(sorted(glob.glob("folder/*.txt")), sorted(glob.glob("folder/**/*.json", recursive=True)), glob.glob("nope/*"), glob.glob("folder/inner"), glob.glob("folder/*/"))
print(sorted(glob.glob("**", root_dir="folder", recursive=True)), sorted(glob.glob("*.txt", root_dir="folder")), glob.escape("a[b]*"))
print(sorted(glob.glob("folder/[lm]*.txt")), sorted(glob.glob("*/inner/*.py")), glob.has_magic("a*"))

# Modules beside the script
import folder.inner
from folder.inner import other
from folder.inner.other import made, here as package

print(folder.inner.NAME, other.NAME is folder.inner.NAME, folder.inner.deep.above, package, made, other.__name__, folder.inner.__package__)
print(hasattr(folder, "__file__"), os.path.relpath(folder.inner.__file__, os.path.dirname(os.path.abspath(__file__))), sys.modules["folder.inner"] is folder.inner)
print([(m.name, m.ispkg) for m in pkgutil.iter_modules(folder.inner.__path__)], [m.name for m in pkgutil.iter_modules(["folder"])])
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "folder"))
import inner

print(inner.NAME, inner is folder.inner)
for bad in ["import folder.nope", "import json.nope", "from folder.inner import nope", "from folder import nope", "from .x import y", "from .. import z"]:
    try:
        if bad == "import folder.nope":
            import folder.nope
        elif bad == "import json.nope":
            import json.nope
        elif bad == "from folder.inner import nope":
            from folder.inner import nope
        elif bad == "from folder import nope":
            from folder import nope
        elif bad == "from .x import y":
            from .x import y
        else:
            from .. import z
    except ImportError as error:
        print(type(error).__name__, str(error).split(" (")[0])
try:
    import folder.first
except ImportError as error:
    print(str(error).split(" (/")[0])
print("folder.first" in sys.modules, "folder.second" in sys.modules)
import importlib.util

spec = importlib.util.spec_from_file_location("loaded", os.path.join("folder", "inner", "__init__.py"), submodule_search_locations=[])
print(spec.name, importlib.util.find_spec("folder.inner.other").name)

# urllib.parse
u = urllib.parse.urlparse("https://me:pw@Example.com:8443/a/b;p?q=1&q=2&r=%C3%A9#frag")
print(u.scheme, u.netloc, u.path, u.params, u.query, u.fragment, u.hostname, u.port, u.username, u.password)
print(u, u.geturl(), u._replace(query="").geturl(), urllib.parse.urlsplit("//h/p"), urllib.parse.urlparse("a:b"))
print(urllib.parse.parse_qs(u.query), urllib.parse.parse_qsl("a=1&b=&c", keep_blank_values=True))
print(urllib.parse.quote("a b/ü&"), urllib.parse.quote("a/b", safe=""), urllib.parse.quote_plus("a b&c"), urllib.parse.unquote("a%20b%C3%BC%zz"), urllib.parse.unquote_plus("a+b"))
print(urllib.parse.urlencode({"a": "x y", "b": 1, "c": [1, 2]}), urllib.parse.urlencode([("k", [1, 2])], doseq=True))
for base, url in [("http://a/b/c/d", "x"), ("http://a/b/c/d", "../x"), ("http://a/b/c/d", "/x"), ("http://a/b/c/d", "//h/x"), ("http://a/b", "?q"), ("http://a/b/", "./"), ("http://a/b", "http://c"), ("http://a/b/c/", "..")]:
    print(urllib.parse.urljoin(base, url))

# logging.config
logging.config.dictConfig({
    "version": 1,
    "formatters": {"short": {"format": "%(levelname)s/%(name)s: %(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "short", "stream": "ext://sys.stdout", "level": "INFO"}},
    "loggers": {"app": {"handlers": ["out"], "level": "DEBUG", "propagate": False}},
    "root": {"handlers": ["out"], "level": "WARNING"},
})
logging.getLogger("app").info("configured")
logging.getLogger("app").debug("too low")
logging.getLogger("x").warning("root")
