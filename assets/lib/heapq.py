"""Heaps in lists: the item at 0 is the least, and item i is not greater than items 2i+1 and 2i+2.

Items move exactly as in CPython, so that a printed heap looks the same.
"""


def heappush(heap, item):
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    least = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return least


def heapreplace(heap, item):
    """Pop the least, then push item."""
    if not heap:
        raise IndexError("index out of range")
    least = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return least


def heappushpop(heap, item):
    """Push item, then pop the least."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(x):
    for place in reversed(range(len(x) // 2)):
        _sink(x, place)


def _rise(heap, top, place):
    """Move the item at place up, no higher than top, until its parent is not greater."""
    item = heap[place]
    while place > top:
        parent = (place - 1) // 2
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def _sink(heap, place):
    """Move the item at place down to a leaf along the lesser children, then up to where it belongs.

    Most items that sink belong near the leaves: this way takes fewer comparisons.
    """
    top = place
    size = len(heap)
    item = heap[place]
    child = 2 * place + 1
    while child < size:
        if child + 1 < size and not heap[child] < heap[child + 1]:
            child += 1
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _rise(heap, top, place)


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables, in order; equal ones in the order of their iterables."""
    heads = []
    for index, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            heads.append((item if key is None else key(item), index, item, iterator))
            break
    while heads:
        best = 0
        for place in range(1, len(heads)):
            rank, other = heads[place][0], heads[best][0]
            if (other < rank) if reverse else (rank < other):
                best = place
        _, index, item, iterator = heads[best]
        yield item
        for item in iterator:
            heads[best] = (item if key is None else key(item), index, item, iterator)
            break
        else:
            del heads[best]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
