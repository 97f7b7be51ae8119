"""Our `threading`: there is one thread, which every lock lets pass."""

import _system

TIMEOUT_MAX = 9223372036.0


class Lock:
    def __init__(self):
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._count and not isinstance(self, RLock):
            if not blocking or timeout >= 0:
                return False
            raise RuntimeError("the script waits for a lock that it holds, forever")
        self._count += 1
        return True

    def release(self):
        if not self._count:
            raise RuntimeError("release unlocked lock")
        self._count -= 1

    def locked(self):
        return self._count > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class RLock(Lock):
    pass


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if self._value == 0:
            if not blocking or timeout is not None:
                return False
            raise RuntimeError("the script waits for a semaphore, forever")
        self._value -= 1
        return True

    def release(self, n=1):
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class BoundedSemaphore(Semaphore):
    pass


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag and timeout is None:
            raise RuntimeError("the script waits for an event, forever")
        return self._flag


class Condition(RLock):
    def __init__(self, lock=None):
        super().__init__()

    def wait(self, timeout=None):
        if timeout is None:
            raise RuntimeError("the script waits for a condition, forever")
        return False

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass


class local:
    pass


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        _system.refuse("`threading.Thread` starts a thread, which a model may not")


class Timer(Thread):
    pass


class _MainThread:
    name = "MainThread"
    ident = native_id = 1
    daemon = False

    def is_alive(self):
        return True

    def getName(self):
        return self.name

    def __repr__(self):
        return "<_MainThread(MainThread, started 1)>"


_main = _MainThread()


def current_thread():
    return _main


def main_thread():
    return _main


def get_ident():
    return 1


def get_native_id():
    return 1


def active_count():
    return 1


def enumerate():
    return [_main]
