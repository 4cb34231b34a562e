"""Iterators from iterators: all of CPython 3.11's.

What threads like to share (count, cycle, repeat, chain) are objects; the rest are generators,
behind functions that look at their arguments at once.
"""

from operator import add


class count:
    """start, start + step, …"""

    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or isinstance(start, (str, list, tuple)):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        step = "" if isinstance(self._step, int) and self._step == 1 else f", {self._step!r}"
        return f"count({self._next!r}{step})"


class cycle:
    """The items of an iterable, over and over."""

    def __init__(self, iterable):
        self._iterator = iter(iterable)
        self._saved = []
        self._place = None

    def __iter__(self):
        return self

    def __next__(self):
        if self._place is None:
            for item in self._iterator:
                self._saved.append(item)
                return item
            self._place = 0
        if not self._saved:
            raise StopIteration
        item = self._saved[self._place]
        self._place = (self._place + 1) % len(self._saved)
        return item


_ENDLESS = object()


class repeat:
    """One object, endlessly or `times` times."""

    def __init__(self, object, times=_ENDLESS):
        self._object = object
        self._left = times if times is _ENDLESS else max(times, 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is not _ENDLESS:
            if self._left == 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is _ENDLESS:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        times = "" if self._left is _ENDLESS else f", {self._left}"
        return f"repeat({self._object!r}{times})"


class chain:
    """The items of several iterables, one iterable after the other."""

    def __init__(self, *iterables):
        self._items = _items_of_all(iterables)

    @classmethod
    def from_iterable(cls, iterable, /):
        result = cls()
        result._items = _items_of_all(iterable)
        return result

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)


def _items_of_all(iterables):
    for iterable in iterables:
        yield from iterable


class groupby:
    """Runs of items with equal keys: (key, iterator over the run)."""

    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._run = 0           # counts the runs handed out: an older run's iterator is over
        self._head = []         # the next item with its key, if it has been read
        self._current = _ENDLESS

    def __iter__(self):
        return self

    def _peek(self):
        """True if there is a next item; it is then in `_head`."""
        if not self._head:
            for item in self._iterator:
                self._head = [(item if self._key is None else self._key(item), item)]
                break
        return bool(self._head)

    def __next__(self):
        self._run += 1
        while self._peek() and self._current is not _ENDLESS and self._head[0][0] == self._current:
            self._head = []
        if not self._head:
            raise StopIteration
        self._current = self._head[0][0]
        return self._current, self._items(self._run)

    def _items(self, run):
        while run == self._run and self._peek() and self._head[0][0] == self._current:
            item = self._head[0][1]
            self._head = []
            yield item


def accumulate(iterable, func=None, *, initial=None):
    """Running totals, or what `func` makes of total and item."""
    return _accumulated(iter(iterable), add if func is None else func, initial)


def _accumulated(iterator, func, total):
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    for item in iterator:
        total = func(total, item)
        yield total


def compress(data, selectors):
    return (item for item, selected in zip(data, selectors) if selected)


def dropwhile(predicate, iterable, /):
    return _after(predicate, iter(iterable))


def _after(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def takewhile(predicate, iterable, /):
    return _before(predicate, iter(iterable))


def _before(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


def filterfalse(function, iterable, /):
    if function is None:
        return (item for item in iterable if not item)
    return (item for item in iterable if not function(item))


def starmap(function, iterable, /):
    return (function(*tuple(args)) for args in iterable)


def islice(iterable, *args):
    """islice(iterable, stop) or islice(iterable, start, stop[, step])."""
    if not 1 <= len(args) <= 3:
        raise TypeError(f"islice expected at {'most 4' if args else 'least 2'} arguments, got {len(args) + 1}")
    limits = slice(*args)
    if not _is_count(limits.stop):
        raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if not _is_count(limits.start):
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if not _is_count(limits.step) or limits.step == 0:
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _sliced(iter(iterable), limits.start or 0, limits.stop, limits.step or 1)


def _is_count(value):
    return value is None or isinstance(value, int) and value >= 0


def _sliced(iterator, start, stop, step):
    # Reads no further than it must: what is left in the iterator can be seen.
    wanted = start
    place = 0
    while stop is None or wanted < stop:
        for item in iterator:
            place += 1
            if place > wanted:
                break
        else:
            return
        yield item
        wanted += step
    while stop is not None and place < max(start, stop):
        for item in iterator:
            place += 1
            break
        else:
            return


def pairwise(iterable, /):
    return _pairs(iter(iterable))


def _pairs(iterator):
    for left in iterator:
        for right in iterator:
            yield left, right
            left = right


def zip_longest(*iterables, fillvalue=None):
    return _zipped([iter(iterable) for iterable in iterables], fillvalue)


def _zipped(iterators, fillvalue):
    ended = set()
    while iterators:
        row = []
        for index, iterator in enumerate(iterators):
            item = fillvalue
            if index not in ended:
                for item in iterator:
                    break
                else:
                    ended.add(index)
                    if len(ended) == len(iterators):
                        return
                    item = fillvalue
            row.append(item)
        yield tuple(row)


class _Tee:
    """One of several readers of an iterator. What was read lies in a chain of cells [item, next cell]."""

    def __init__(self, iterator, cell):
        self._iterator = iterator
        self._cell = cell

    def __iter__(self):
        return self

    def __next__(self):
        if not self._cell:
            for item in self._iterator:
                self._cell += [item, []]
                break
            else:
                raise StopIteration
        item, self._cell = self._cell
        return item

    def __copy__(self):
        return _Tee(self._iterator, self._cell)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    first = iterable if isinstance(iterable, _Tee) else _Tee(iter(iterable), [])
    return tuple([first.__copy__() for _ in range(n)])


# Choices. The pools are read at once; the results come in lexicographic order of places.

def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    return _tuples([tuple(iterable) for iterable in iterables] * repeat)


def _tuples(pools):
    if not all(pools):
        return
    places = [0] * len(pools)
    while True:
        yield tuple([pool[place] for pool, place in zip(pools, places)])
        for i in reversed(range(len(pools))):
            places[i] += 1
            if places[i] < len(pools[i]):
                break
            places[i] = 0
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    if r is None:
        r = len(pool)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _arrangements(pool, r)


def _arrangements(pool, r):
    size = len(pool)
    if r > size:
        return
    places = list(range(r))
    while True:
        yield tuple([pool[place] for place in places])
        # The last place that can go up does; those behind it start anew with the least ones free.
        for i in reversed(range(r)):
            free = [place for place in range(size) if place not in places[:i]]
            higher = [place for place in free if place > places[i]]
            if higher:
                rest = [place for place in free if place != higher[0]]
                places[i:] = [higher[0], *rest[:r - i - 1]]
                break
        else:
            return


def combinations(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _selections(tuple(iterable), r, 1)


def combinations_with_replacement(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _selections(tuple(iterable), r, 0)


def _selections(pool, r, gap):
    """Places in rising order, each at least `gap` above the one before."""
    size = len(pool)
    places = [i * gap for i in range(r)]
    if places and places[-1] >= size:
        return
    while True:
        yield tuple([pool[place] for place in places])
        for i in reversed(range(r)):
            if places[i] < size - 1 - (r - 1 - i) * gap:
                places[i:] = [places[i] + 1 + k * gap for k in range(r - i)]
                break
        else:
            return
