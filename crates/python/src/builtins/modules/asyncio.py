import collections
import functools


class CancelledError(BaseException):
    pass


class TimeoutError(Exception):
    pass


class InvalidStateError(Exception):
    pass


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


_loops = []


class _Loop:
    """Runs what is ready, in order; time passes only when nothing else is."""

    def __init__(self):
        self._ready = collections.deque()
        self._sleeping = []
        self._now = 0.0
        self._count = 0

    def time(self):
        return self._now

    def is_running(self):
        return self in _loops

    def is_closed(self):
        return False

    def close(self):
        pass

    def create_task(self, coro, *, name=None):
        return Task(coro, self, name)

    def create_future(self):
        return Future(self)

    def call_soon(self, callback, *args):
        self._ready.append(functools.partial(callback, *args))

    def call_later(self, delay, callback, *args):
        self._count += 1
        self._sleeping.append((self._now + max(delay, 0), self._count, functools.partial(callback, *args)))
        self._sleeping.sort(key=lambda waiting: waiting[:2])

    def run_until_complete(self, future):
        if _loops:
            raise RuntimeError("This event loop is already running")
        _loops.append(self)
        try:
            task = future if isinstance(future, Future) else Task(future, self)
            while not task.done():
                if self._ready:
                    self._ready.popleft()()
                elif self._sleeping:
                    self._now, _, callback = self._sleeping.pop(0)
                    callback()
                else:
                    raise RuntimeError("Event loop stopped before Future completed.")
            return task.result()
        finally:
            _loops.pop()


class Future:
    def __init__(self, loop=None):
        self._loop = loop or get_running_loop()
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._callbacks = []

    def done(self):
        return self._state != "PENDING"

    def cancelled(self):
        return self._state == "CANCELLED"

    def result(self):
        if not self.done():
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if not self.done():
            raise InvalidStateError("Exception is not set.")
        if self.cancelled():
            raise self._exception
        return self._exception

    def add_done_callback(self, callback, *, context=None):
        if self.done():
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def set_result(self, result):
        self._finish("FINISHED", result, None)

    def set_exception(self, exception):
        if isinstance(exception, type):
            exception = exception()
        self._finish("FINISHED", None, exception)

    def cancel(self, msg=None):
        if self.done():
            return False
        self._finish("CANCELLED", None, CancelledError() if msg is None else CancelledError(msg))
        return True

    def _finish(self, state, result, exception):
        if self.done():
            raise InvalidStateError("invalid state")
        self._state, self._result, self._exception = state, result, exception
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def __await__(self):
        if not self.done():
            yield self
        return self.result()

    __iter__ = __await__


_task_count = 0


class Task(Future):
    def __init__(self, coro, loop=None, name=None):
        global _task_count
        if not hasattr(coro, "send"):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        super().__init__(loop)
        _task_count += 1
        self._name = f"Task-{_task_count}" if name is None else str(name)
        self._coro = coro
        self._waits_for = None
        self._must_cancel = None
        self._loop.call_soon(self._step)

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def cancel(self, msg=None):
        if self.done():
            return False
        if self._waits_for is not None and self._waits_for.cancel(msg):
            return True
        self._must_cancel = CancelledError() if msg is None else CancelledError(msg)
        return True

    def _step(self, finished=None):
        global _current
        self._waits_for = None
        outer, _current = _current, self
        try:
            if self._must_cancel is not None:
                error, self._must_cancel = self._must_cancel, None
                waits_for = self._coro.throw(error)
            elif finished is not None and finished._exception is not None:
                waits_for = self._coro.throw(finished._exception)
            else:
                waits_for = self._coro.send(None)
        except StopIteration as stop:
            self.set_result(stop.value)
        except CancelledError as error:
            self._finish("CANCELLED", None, error)
        except BaseException as error:
            self.set_exception(error)
        else:
            if waits_for is None:
                self._loop.call_soon(self._step)
            else:
                self._waits_for = waits_for
                waits_for.add_done_callback(self._step)
        finally:
            _current = outer


_current = None


def get_running_loop():
    if not _loops:
        raise RuntimeError("no running event loop")
    return _loops[-1]


def get_event_loop():
    return _loops[-1] if _loops else _Loop()


def new_event_loop():
    return _Loop()


def set_event_loop(loop):
    pass


def current_task(loop=None):
    return _current


def run(main, *, debug=None):
    if _loops:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    return _Loop().run_until_complete(main)


def iscoroutine(obj):
    return type(obj).__name__ == "coroutine"


def isfuture(obj):
    return isinstance(obj, Future)


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name)


def ensure_future(coro_or_future, *, loop=None):
    return coro_or_future if isinstance(coro_or_future, Future) else create_task(coro_or_future)


class _Pause:
    def __await__(self):
        yield None


async def sleep(delay, result=None):
    if delay <= 0:
        await _Pause()
        return result
    loop = get_running_loop()
    future = Future(loop)
    loop.call_later(delay, lambda: future.done() or future.set_result(None))
    await future
    return result


async def gather(*coros_or_futures, return_exceptions=False):
    tasks = [ensure_future(each) for each in coros_or_futures]
    results = []
    for task in tasks:
        try:
            results.append(await task)
        except Exception as error:
            if not return_exceptions:
                raise
            results.append(error)
    return results


async def wait_for(fut, timeout):
    task = ensure_future(fut)
    if timeout is not None:
        get_running_loop().call_later(timeout, task.cancel)
    try:
        return await task
    except CancelledError:
        raise TimeoutError() from None


async def wait(fs, *, timeout=None, return_when="ALL_COMPLETED"):
    tasks = [ensure_future(each) for each in fs]
    for task in tasks:
        try:
            await task
        except Exception:
            pass
    return set(tasks), set()


def as_completed(fs, *, timeout=None):
    return iter([ensure_future(each) for each in fs])


async def to_thread(func, /, *args, **kwargs):
    return func(*args, **kwargs)


def shield(arg):
    return ensure_future(arg)


class TaskGroup:
    async def __aenter__(self):
        self._tasks = []
        return self

    def create_task(self, coro, *, name=None, context=None):
        task = create_task(coro, name=name)
        self._tasks.append(task)
        return task

    async def __aexit__(self, exc_type, exc_value, traceback):
        for task in self._tasks:
            await task
        return False


class _Waiting:
    def __init__(self):
        self._waiting = collections.deque()

    async def _wait(self):
        future = Future()
        self._waiting.append(future)
        await future

    def _wake(self, count=1):
        while self._waiting and count:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(None)
                count -= 1


class Event(_Waiting):
    _value = False

    def is_set(self):
        return self._value

    def set(self):
        self._value = True
        self._wake(len(self._waiting))

    def clear(self):
        self._value = False

    async def wait(self):
        while not self._value:
            await self._wait()
        return True


class Semaphore(_Waiting):
    def __init__(self, value=1):
        super().__init__()
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value

    def locked(self):
        return self._value == 0

    async def acquire(self):
        while not self._value:
            await self._wait()
        self._value -= 1
        return True

    def release(self):
        self._value += 1
        self._wake()

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *exc_info):
        self.release()


BoundedSemaphore = Semaphore


class Lock(Semaphore):
    def __init__(self):
        super().__init__(1)

    def release(self):
        if self._value:
            raise RuntimeError("Lock is not acquired.")
        super().release()


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._items = collections.deque()
        self._getters, self._putters, self._joiners = _Waiting(), _Waiting(), _Waiting()
        self._unfinished = 0

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._items.append(item)
        self._unfinished += 1
        self._getters._wake()

    def get_nowait(self):
        if not self._items:
            raise QueueEmpty
        item = self._items.popleft()
        self._putters._wake()
        return item

    async def put(self, item):
        while self.full():
            await self._putters._wait()
        self.put_nowait(item)

    async def get(self):
        while not self._items:
            await self._getters._wait()
        return self.get_nowait()

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if not self._unfinished:
            self._joiners._wake(len(self._joiners._waiting))

    async def join(self):
        while self._unfinished:
            await self._joiners._wait()
