"""Our `heapq`. Items lie in the list where CPython puts them: a hole sinks to the bottom, then the item rises."""


def heappush(heap, item):
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    _check(heap)
    last = heap.pop()
    if not heap:
        return last
    return heapreplace(heap, last)


def heapreplace(heap, item):
    _check(heap)
    first = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return first


def heappushpop(heap, item):
    if heap and heap[0] < item:
        return heapreplace(heap, item)
    return item


def heapify(x):
    for at in range(len(x) // 2 - 1, -1, -1):
        _sink(x, at)


def _check(heap):
    if not heap:
        raise IndexError("index out of range")


def _rise(heap, top, at):
    item = heap[at]
    while at > top:
        parent = (at - 1) // 2
        if not item < heap[parent]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = item


def _sink(heap, top):
    item = heap[top]
    at = top
    child = 2 * at + 1
    while child < len(heap):
        if child + 1 < len(heap) and not heap[child] < heap[child + 1]:
            child += 1
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _rise(heap, top, at)


class _Head:
    """The next item of one of several iterables, ordered by its key and then by the place of the iterable."""

    def __init__(self, item, key, place, rest, reverse):
        self.item = item
        self.order = item if key is None else key(item)
        self.place = place
        self.rest = rest
        self.reverse = reverse

    def __lt__(self, other):
        one, two = (other, self) if self.reverse else (self, other)
        if one.order < two.order:
            return True
        return not two.order < one.order and self.place < other.place


def merge(*iterables, key=None, reverse=False):
    heads = []
    for place, iterable in enumerate(iterables):
        rest = iter(iterable)
        for item in rest:
            heads.append(_Head(item, key, place, rest, reverse))
            break
    heapify(heads)
    while heads:
        head = heads[0]
        yield head.item
        for item in head.rest:
            heapreplace(heads, _Head(item, key, head.place, head.rest, reverse))
            break
        else:
            heappop(heads)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
