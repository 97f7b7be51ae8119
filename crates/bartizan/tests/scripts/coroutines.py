"""async and await."""
import asyncio
import contextlib


async def add(a, b):
    await asyncio.sleep(0.1)
    return a + b


async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            sent = yield i
            if sent:
                print("sent", sent)
    finally:
        print("numbers done")


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


class Lock:
    async def __aenter__(self):
        print("enter")
        return self

    async def __aexit__(self, kind, value, traceback):
        print("exit", kind)
        return kind is ValueError


@contextlib.asynccontextmanager
async def session(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)


async def worker(name, delay, log):
    for i in range(2):
        await asyncio.sleep(delay)
        log.append((name, i))
    return name


async def main():
    print(await add(1, 2), (await add(3, 4)) * (await add(5, 6)))
    async for n in numbers(3):
        print(n, end=" ")
    else:
        print("else")
    async for n in Countdown(5):
        if n == 3:
            continue
        if n == 1:
            break
        print(n)
    async with Lock() as lock, session("s") as name:
        print(type(lock).__name__, name)
        raise ValueError("swallowed")
    try:
        async with session("t"):
            raise KeyError("k")
    except KeyError as error:
        print("out", error)
    log = []
    print(await asyncio.gather(worker("slow", 2, log), worker("fast", 1, log)), log)
    task = asyncio.create_task(add(7, 8))
    print(task.done(), await task, task.done(), task.result())
    print(await asyncio.gather(add(1, 1), failing(), return_exceptions=True))
    try:
        await failing()
    except ZeroDivisionError as error:
        print(error)
    try:
        await asyncio.wait_for(asyncio.sleep(10), timeout=1)
    except asyncio.TimeoutError:
        print("timeout")
    queue = asyncio.Queue()
    consumer = asyncio.create_task(consume(queue))
    for i in range(3):
        await queue.put(i)
    await queue.put(None)
    print(await consumer)
    agen = numbers(5)
    print(await agen.__anext__(), await agen.asend("x"))
    await agen.aclose()
    try:
        await 5
    except TypeError as error:
        print(error)
    return "main"


async def failing():
    return 1 / 0


async def consume(queue):
    seen = []
    while (item := await queue.get()) is not None:
        seen.append(item)
    return seen


print(asyncio.run(main()))
coroutine = add(1, 2)
print(type(coroutine).__name__)
coroutine.close()
try:
    list(coroutine)
except TypeError as error:
    print(error)


async def plain():
    return 5


c = plain()
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)
try:
    c.send(None)
except RuntimeError as error:
    print(error)
