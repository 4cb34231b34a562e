"""Pools: a number of workers, and many calls for them.

A call goes from the caller through _taskqueue to the task handler, a thread, which puts it into _inqueue; a worker
takes it, and puts what came of it into _outqueue; the result handler, another thread, hands it to the result object.
A third thread replaces workers that have gone. Workers are threads or processes: what is different about them stands
together at the end of Pool, and ThreadPool overrides it.

An exception that leaves its process loses its traceback; it takes it along as text, and shows it as its cause.
Left out: a pool which is dropped does not let its workers go before the program ends.
"""

import itertools
import os
import queue
import threading
import time
from collections import deque

from multiprocessing._errors import TimeoutError

__all__ = ["Pool", "ThreadPool"]

INIT = "INIT"
RUN = "RUN"
CLOSE = "CLOSE"
TERMINATE = "TERMINATE"

job_counter = itertools.count()


# What a task may do besides calling the function itself.

def mapstar(args):
    return list(map(*args))


def starmapstar(args):
    return list(itertools.starmap(args[0], args[1]))


def _reraise(error):
    raise error


class MaybeEncodingError(Exception):
    """A result that cannot be sent from process to process."""

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f"<{type(self).__name__}: {self}>"


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None, wrap_exception=None):
    """What a worker does all its life. `wrap_exception(error)` makes an exception fit to leave its process."""
    if maxtasks is not None and not (isinstance(maxtasks, int) and maxtasks >= 1):
        raise AssertionError(f"Maxtasks {maxtasks!r} is not valid")
    if initializer is not None:
        initializer(*initargs)
    completed = 0
    while maxtasks is None or completed < maxtasks:
        try:
            task = inqueue.get()
        except (EOFError, OSError):
            break
        if task is None:
            break
        job, place, func, args, kwds = task
        try:
            result = (True, func(*args, **kwds))
        except Exception as error:
            if wrap_exception is not None and func is not _reraise:
                error = wrap_exception(error)
            result = (False, error)
        try:
            outqueue.put((job, place, result))
        except Exception as error:
            wrapped = MaybeEncodingError(error, result[1])
            outqueue.put((job, place, (False, wrapped)))
        task = job = result = func = args = kwds = None
        completed += 1


class _Cache(dict):
    """The results that are still to come, by job. Tells the worker handler when the last has come."""

    def __init__(self, notifier):
        super().__init__()
        self.notifier = notifier

    def __delitem__(self, job):
        super().__delitem__(job)
        if not self:
            self.notifier.put(None)


class RemoteTraceback(Exception):
    """The traceback of an exception in another process, as text."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    """An exception on its way to another process: there it is the exception again, with this cause."""

    def __init__(self, exc):
        import traceback

        self.exc = exc
        self.tb = '\n"""\n' + "".join(traceback.format_exception(exc)) + '"""'

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class Pool:
    """A pool of processes, in a `context` that makes them; ThreadPool is one of threads."""

    # What makes an exception fit to leave its process, where it has to.
    _wrap_exception = ExceptionWithTraceback

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._pool = []
        self._state = INIT
        self._ctx = self._get_context() if context is None else context
        self._setup_queues()
        self._taskqueue = queue.SimpleQueue()
        self._change_notifier = self._make_notifier()
        self._cache = _Cache(self._change_notifier)
        self._maxtasksperchild = maxtasksperchild
        self._initializer = initializer
        self._initargs = initargs
        if processes is None:
            processes = os.cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None:
            if not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0:
                raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes = processes
        try:
            self._repopulate_pool()
        except Exception:
            self._abandon_workers()
            raise
        self._worker_handler = self._start_handler(self._handle_workers)
        self._task_handler = self._start_handler(self._handle_tasks)
        self._result_handler = self._start_handler(self._handle_results)
        self._state = RUN
        self._end_with_process()

    def _start_handler(self, target):
        handler = threading.Thread(target=target)
        handler.daemon = True
        handler._state = RUN
        handler.start()
        return handler

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>"

    def __reduce__(self):
        raise NotImplementedError("pool objects cannot be passed between processes or pickled")

    # Workers, and the three handlers.

    def _repopulate_pool(self):
        """Brings the number of workers up to what was asked for."""
        for _ in range(self._processes - len(self._pool)):
            one = self._make_worker(
                worker,
                (
                    self._inqueue,
                    self._outqueue,
                    self._initializer,
                    self._initargs,
                    self._maxtasksperchild,
                    self._wrap_exception,
                ),
            )
            one.name = one.name.replace("Process", "PoolWorker")
            one.daemon = True
            one.start()
            self._pool.append(one)

    def _join_exited_workers(self):
        """Whether any worker had gone."""
        gone = [one for one in self._pool if one.exitcode is not None]
        for one in gone:
            one.join()
            self._pool.remove(one)
        return bool(gone)

    def _maintain_pool(self):
        if self._join_exited_workers():
            self._repopulate_pool()

    def _handle_workers(self):
        """Replaces workers that have gone, until there is nothing left to do."""
        this = threading.current_thread()
        while this._state == RUN or self._cache and this._state != TERMINATE:
            self._maintain_pool()
            self._wait_for_updates()
        self._taskqueue.put(None)

    def _handle_tasks(self):
        """Feeds the workers."""
        this = threading.current_thread()
        while True:
            item = self._taskqueue.get()
            if item is None:
                break
            tasks, set_length = item
            sent = -1
            stopped = False
            for task in tasks:
                if this._state != RUN:
                    stopped = True
                    break
                try:
                    self._inqueue.put(task)
                except Exception as error:
                    # A task that cannot be sent fails in its place.
                    result = self._cache.get(task[0])
                    if result is not None:
                        result._set(task[1], (False, error))
                sent = task[1]
            if stopped:
                break
            if set_length is not None:
                set_length(sent + 1)
            tasks = task = item = None
        # The result handler ends, and then so do the workers.
        try:
            self._outqueue.put(None)
            for _ in self._pool:
                self._inqueue.put(None)
        except OSError:
            pass

    def _handle_results(self):
        """Hands each result to the one who waits for it."""
        this = threading.current_thread()
        while True:
            try:
                item = self._outqueue.get()
            except (OSError, EOFError):
                return
            if this._state != RUN or item is None:
                break
            self._take_result(item)
        # The tasks are all given out; some results are still to come.
        while self._cache and this._state != TERMINATE:
            try:
                item = self._outqueue.get()
            except (OSError, EOFError):
                return
            if item is not None:
                self._take_result(item)

    def _take_result(self, item):
        job, place, answer = item
        result = self._cache.get(job)
        if result is not None:
            result._set(place, answer)

    # Calls.

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        """`func(*args, **kwds)` in a worker, waited for."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def map(self, func, iterable, chunksize=None):
        """The results of `func` for each item, in order."""
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        """Like `map`, where each item is the arguments of one call."""
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, "__len__"):
            iterable = list(iterable)
        if chunksize is None:
            # Four chunks for each worker, so that they end at about the same time.
            chunksize, rest = divmod(len(iterable), len(self._pool) * 4)
            if rest:
                chunksize += 1
        if len(iterable) == 0:
            chunksize = 0
        result = MapResult(self, chunksize, len(iterable), callback, error_callback)
        tasks = self._generate(result._job, mapper, _chunks(func, iterable, chunksize))
        self._taskqueue.put((tasks, None))
        return result

    def imap(self, func, iterable, chunksize=1):
        """The results in order, one after the other as they come."""
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """The results in the order in which they come."""
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize}")
        result = kind(self)
        if chunksize == 1:
            tasks = self._generate(result._job, func, iterable)
        else:
            tasks = self._generate(result._job, mapstar, _chunks(func, iterable, chunksize))
        self._taskqueue.put((tasks, result._set_length))
        if chunksize == 1:
            return result
        return (item for chunk in result for item in chunk)

    def _generate(self, job, func, items):
        """The tasks of one job. Where the items fail, so does the task that would have had the next."""
        place = -1
        try:
            for place, item in enumerate(items):
                yield (job, place, func, (item,), {})
        except Exception as error:
            yield (job, place + 1, _reraise, (error,), {})

    # The end.

    def close(self):
        """Takes no more calls; the workers go when those that are there are done."""
        if self._state == RUN:
            self._state = CLOSE
            self._worker_handler._state = CLOSE
            self._change_notifier.put(None)

    def terminate(self):
        """Drops what is not begun, and lets the workers go."""
        if self._state == TERMINATE:
            return
        self._state = TERMINATE
        handlers = (self._worker_handler, self._task_handler, self._result_handler)
        for handler in handlers:
            handler._state = TERMINATE
        self._change_notifier.put(None)
        self._drop_tasks()
        self._outqueue.put(None)
        me = threading.current_thread()
        if me is not self._worker_handler:
            self._worker_handler.join()
        self._terminate_workers()
        for handler in handlers[1:]:
            if me is not handler:
                handler.join()
        self._join_terminated_workers()

    def join(self):
        """Waits for the workers to go."""
        if self._state == RUN:
            raise ValueError("Pool is still running")
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        self._worker_handler.join()
        self._task_handler.join()
        self._result_handler.join()
        for one in self._pool:
            one.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()

    # What is different about processes. `_inqueue` and `_outqueue` have put and get.

    def _get_context(self):
        from multiprocessing import get_context

        return get_context()

    def _setup_queues(self):
        self._inqueue = self._ctx.SimpleQueue()
        self._outqueue = self._ctx.SimpleQueue()

    def _make_notifier(self):
        return self._ctx.SimpleQueue()

    def _make_worker(self, target, args):
        """A Process or what behaves like one: start, join, exitcode, name, daemon."""
        return self._ctx.Process(target=target, args=args)

    def _wait_for_updates(self):
        """Waits until a worker may have gone, or the pool has something to say to the worker handler."""
        # Imported here, for threads need none of it.
        from multiprocessing.connection import wait

        sentinels = [one.sentinel for one in self._pool]
        wait([*sentinels, self._change_notifier._reader])
        while not self._change_notifier.empty():
            self._change_notifier.get()

    def _end_with_process(self):
        """A process that ends does not wait for a pool that nobody has closed."""
        from multiprocessing.util import Finalize

        Finalize(self, self.terminate, exitpriority=15)

    def _abandon_workers(self):
        """Not all workers could be started."""
        for one in self._pool:
            if one.exitcode is None:
                one.terminate()
        for one in self._pool:
            one.join()

    def _drop_tasks(self):
        """Takes out what the workers have not taken; the task handler must not stay behind a full pipe."""
        self._inqueue._rlock.acquire()
        while self._task_handler.is_alive() and self._inqueue._reader.poll():
            self._inqueue._reader.recv()
            time.sleep(0)

    def _terminate_workers(self):
        for one in self._pool:
            if one.exitcode is None:
                one.terminate()

    def _join_terminated_workers(self):
        for one in self._pool:
            if one.is_alive():
                one.join()


def _chunks(func, iterable, size):
    """`(func, items)` for a mapper, `size` items at a time."""
    iterator = iter(iterable)
    while chunk := tuple(itertools.islice(iterator, max(size, 0))):
        yield (func, chunk)


# Results

class ApplyResult:
    """What will come of one call."""

    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._job = next(job_counter)
        self._cache = pool._cache
        self._callback = callback
        self._error_callback = error_callback
        self._cache[self._job] = self

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, place, answer):
        self._success, self._value = answer
        self._end()

    def _end(self):
        if self._callback and self._success:
            self._callback(self._value)
        if self._error_callback and not self._success:
            self._error_callback(self._value)
        self._event.set()
        del self._cache[self._job]
        self._pool = None


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """What will come of many calls, chunk by chunk. The first exception counts, and all chunks are waited for."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        ApplyResult.__init__(self, pool, callback, error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._number_left = 0
            self._event.set()
            del self._cache[self._job]
        else:
            self._number_left = length // chunksize + bool(length % chunksize)

    def _set(self, place, answer):
        self._number_left -= 1
        success, value = answer
        if success and self._success:
            self._value[place * self._chunksize : (place + 1) * self._chunksize] = value
        elif not success and self._success:
            self._success = False
            self._value = value
        if self._number_left == 0:
            self._end()


class IMapIterator:
    """Results in order: one that comes too early is put aside."""

    def __init__(self, pool):
        self._pool = pool
        self._cond = threading.Condition(threading.Lock())
        self._job = next(job_counter)
        self._cache = pool._cache
        self._items = deque()
        self._index = 0
        self._length = None
        self._unsorted = {}
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            if not self._items:
                self._stop_at_end()
                self._cond.wait(timeout)
                if not self._items:
                    self._stop_at_end()
                    raise TimeoutError from None
            success, value = self._items.popleft()
        if success:
            return value
        raise value

    def __next__(self):
        return self.next()

    def _stop_at_end(self):
        if self._index == self._length:
            self._pool = None
            raise StopIteration from None

    def _set(self, place, answer):
        with self._cond:
            self._accept(place, answer)
            if self._index == self._length:
                self._leave()

    def _accept(self, place, answer):
        if place != self._index:
            self._unsorted[place] = answer
            return
        self._items.append(answer)
        self._index += 1
        while self._index in self._unsorted:
            self._items.append(self._unsorted.pop(self._index))
            self._index += 1
        self._cond.notify()

    def _set_length(self, length):
        """The task handler has given out all tasks, and knows now how many there are."""
        with self._cond:
            self._length = length
            if self._index == length:
                self._cond.notify()
                self._leave()

    def _leave(self):
        del self._cache[self._job]
        self._pool = None


class IMapUnorderedIterator(IMapIterator):
    """Results as they come."""

    def _accept(self, place, answer):
        self._items.append(answer)
        self._index += 1
        self._cond.notify()


class ThreadPool(Pool):
    """A pool whose workers are threads: they share everything, and nobody can stop one but itself."""

    _wrap_exception = None

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _get_context(self):
        return None

    def _setup_queues(self):
        self._inqueue = queue.SimpleQueue()
        self._outqueue = queue.SimpleQueue()

    def _make_notifier(self):
        return queue.SimpleQueue()

    def _make_worker(self, target, args):
        from multiprocessing.dummy import Process

        return Process(target=target, args=args)

    def _wait_for_updates(self):
        self._change_notifier.get()
        while not self._change_notifier.empty():
            self._change_notifier.get()

    def _end_with_process(self):
        # Daemon threads go with their process anyway.
        pass

    def _abandon_workers(self):
        for _ in self._pool:
            self._inqueue.put(None)

    def _drop_tasks(self):
        try:
            while True:
                self._inqueue.get_nowait()
        except queue.Empty:
            pass
        for _ in self._pool:
            self._inqueue.put(None)

    def _terminate_workers(self):
        pass

    def _join_terminated_workers(self):
        pass
