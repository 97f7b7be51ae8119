import textwrap, contextlib
from pytm import TM
def load(name):
    try:
        return {}[name]
    except KeyError as error:
        raise RuntimeError(f"no profile\n\n  called {name}\nin the table") from error
def outer():
    return load("x")
tm = TM("x")
outer()
