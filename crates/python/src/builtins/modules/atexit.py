"""Our `atexit`."""

from _system import register, unregister
