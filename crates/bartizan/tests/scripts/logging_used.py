import logging
import sys
import traceback
import warnings

sys.stderr = sys.stdout

# Before any configuration: the last resort
log = logging.getLogger("shop")
log.info("not shown")
log.warning("last %s", "resort")

logging.basicConfig(level=logging.INFO, format="%(levelname)-8s|%(name)s|%(funcName)s:%(lineno)d|%(message)s", stream=sys.stdout)
logging.basicConfig(level=logging.DEBUG)
log.debug("hidden")
log.info("number %d of %s", 1, "many")
log.error("mapped %(a)s and %(b)05.1f", {"a": 1, "b": 2.5})


def inside():
    log.warning("from a function")
    logging.info("root")
    return logging.getLogger("shop.cart.item")


item = inside()
print(item, item.parent, item.getEffectiveLevel(), log, logging.getLogger(), item.isEnabledFor(logging.DEBUG))
item.critical("propagates")
log.log(25, "between")
logging.addLevelName(25, "NOTICE")
log.log(25, "named")
print(logging.getLevelName(25), logging.getLevelName("INFO"), logging.getLevelName(33), logging.getLevelName(10))
print(logging.getLogger("shop") is log, log.getChild("cart.item") is item, logging.getLogger("root").name)

try:
    1 / 0
except ZeroDivisionError as error:
    log.error("failed: %s", error)
    print(len(traceback.format_exc().splitlines()) >= 3, traceback.format_exc().splitlines()[-1])

# Handlers, formatters, filters
class Collecting(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.records = []

    def emit(self, record):
        self.records.append((record.levelname, record.getMessage(), record.name, getattr(record, "user", None)))


own = logging.getLogger("own")
own.propagate = False
own.setLevel("DEBUG")
collecting = Collecting()
own.addHandler(collecting)
stream = logging.StreamHandler(sys.stdout)
stream.setFormatter(logging.Formatter("{levelname:>7} {message} {user}", style="{", defaults={"user": "nobody"}))
own.addHandler(stream)
own.addFilter(lambda record: "secret" not in record.getMessage())
own.debug("quiet")
own.warning("loud", extra={"user": "me"})
own.error("secret")
print(collecting.records, stream, own.hasHandlers(), own.handlers[0].level)
stream.setFormatter(logging.Formatter("%(levelname).1s: %(message)s"))
own.info("short")
stream.terminator = " <end>\n"
stream.addFilter(logging.Filter("own.sub"))
own.info("filtered out")
logging.getLogger("own.sub.x").info("filtered in")
own.removeHandler(stream)
for bad in [lambda: own.setLevel("LOUD"), lambda: own.setLevel(1.5), lambda: logging.Formatter(style="?"),
            lambda: logging.basicConfig(force=True, nope=1), lambda: own.error("x", extra={"message": 1})]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)

adapter = logging.LoggerAdapter(log, {"user": "me"})
logging.basicConfig(force=True, level="DEBUG", format="%(message)s by %(user)s", handlers=[logging.StreamHandler(sys.stdout)])
adapter.info("adapted %s", 1)
logging.basicConfig(force=True, stream=sys.stdout)
logging.error("default format")
logging.getLogger("a.b").warning("default format")
logging.disable(logging.WARNING)
log.warning("disabled")
log.error("enabled")
logging.disable(logging.NOTSET)
null = logging.getLogger("library")
null.addHandler(logging.NullHandler())
null.propagate = False
null.error("nowhere")
logging.info("below the level")
logging.getLogger().setLevel(logging.INFO)
logging.info("at the level")
record = logging.LogRecord("n", logging.INFO, "/a/b/mod.py", 3, "m %s", ("x",), None)
print(record, record.getMessage(), record.module, record.filename, logging.Formatter("%(module)s %(message)s").format(record))


class Mine(logging.Logger):
    def notice(self, text):
        self.log(25, text)


logging.setLoggerClass(Mine)
logging.getLogger("mine").notice("my class")

# Warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("first")
    warnings.warn("second", DeprecationWarning)
    warnings.warn(RuntimeWarning("third"))
print([(str(w.message), w.category.__name__) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("raised", UserWarning)
    except UserWarning as warning:
        print("caught", warning)
warnings.filterwarnings("ignore", category=FutureWarning)
warnings.warn("ignored", FutureWarning)


def show(message, category, filename, lineno, file=None, line=None):
    print("shown:", message, category.__name__)


warnings.showwarning = show
for _ in range(2):
    warnings.warn("once per place")
print(warnings.formatwarning("text", UserWarning, "f.py", 3, "  x = 1  "), end="")
warnings.warn_explicit("explicit", UserWarning, "g.py", 5)
try:
    warnings.warn("x", int)
except TypeError as error:
    print(error)
logging.captureWarnings(True)
logging.getLogger("py.warnings").addHandler(logging.NullHandler())
logging.captureWarnings(False)


# Traceback
class Custom(Exception):
    pass


def deep(n):
    if n:
        deep(n - 1)
    else:
        raise Custom("at the bottom")


try:
    deep(2)
except Custom as error:
    lines = traceback.format_exc().splitlines()
    print(lines[0], len(lines), lines[-1], [entry.strip() for entry in lines if entry.startswith("    ") and "^" not in entry])
    names = [frame.name for frame in traceback.extract_tb(sys.exc_info()[2])]
    print(names, sys.exc_info()[0] is Custom, sys.exc_info()[1] is error)
    print(traceback.format_exception_only(type(error), error), traceback.format_exception_only(error))
    tb = sys.exc_info()[2]
    print(tb.tb_frame.f_code.co_name, tb.tb_next.tb_frame.f_code.co_name)
print(sys.exc_info(), traceback.format_exc(), end="")
