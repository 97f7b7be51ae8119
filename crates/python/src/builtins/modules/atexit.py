"""Our `atexit`."""

from _system import register
import _system


def unregister(func):
    _system.refuse("`atexit.unregister` takes back what was registered, which is not supported here")
