"""Our `signal`: handlers are taken, and no signal ever comes."""

import _system

SIGHUP = 1
SIGINT = 2
SIGQUIT = 3
SIGKILL = 9
SIGUSR1 = 10
SIGUSR2 = 12
SIGPIPE = 13
SIGALRM = 14
SIGTERM = 15
SIG_DFL = 0
SIG_IGN = 1

_handlers = {}


def default_int_handler(signalnum, frame):
    raise KeyboardInterrupt


def signal(signalnum, handler):
    old = getsignal(signalnum)
    _handlers[signalnum] = handler
    return old


def getsignal(signalnum):
    return _handlers.get(signalnum, default_int_handler if signalnum == SIGINT else SIG_DFL)


def alarm(seconds):
    _system.refuse("`signal.alarm` sets a clock, which a model may not")


def pause():
    _system.refuse("`signal.pause` waits for a signal, and none ever comes")


def raise_signal(signalnum):
    _system.refuse("`signal.raise_signal` sends a signal, which a model may not")
