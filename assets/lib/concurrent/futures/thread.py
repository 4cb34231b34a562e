"""An executor of threads.

Left out: an executor that is dropped keeps its threads until the program ends, where CPython lets them go with it.
"""

import itertools
import os
import queue
import threading

from concurrent.futures import _base

# Executors whose threads may still wait for work when the main thread is through.
_open = []
_shutdown = False
_global_shutdown_lock = threading.Lock()


def _python_exit():
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    executors = list(_open)
    for executor in executors:
        executor._work_queue.put(None)
    for executor in executors:
        for thread in executor._threads:
            thread.join()


threading._register_atexit(_python_exit)


class _WorkItem:
    """A call, and where its result goes."""

    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            self.future.set_exception(error)
            # The exception's traceback holds this frame.
            self = None
        else:
            self.future.set_result(result)


def _worker(executor, work_queue, initializer, initargs):
    """What a thread of the pool does all its life."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.LOGGER.critical("Exception in initializer:", exc_info=True)
            executor._initializer_failed()
            return
    try:
        while True:
            item = work_queue.get()
            if item is not None:
                item.run()
                item = None
                executor._idle_semaphore.release()
            elif _shutdown or executor._shutdown:
                executor._shutdown = True
                # The others are to hear of it too.
                work_queue.put(None)
                return
    except BaseException:
        _base.LOGGER.critical("Exception in worker", exc_info=True)


class BrokenThreadPool(_base.BrokenExecutor):
    """An initializer has failed."""


class ThreadPoolExecutor(_base.Executor):
    """Threads that take calls from one queue; a new one starts when there is work and none is idle."""

    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            # Enough for waiting, not too many for computing.
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work_queue = queue.SimpleQueue()
        self._idle_semaphore = threading.Semaphore(0)
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{self._counter()}"
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _global_shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0):
            return
        count = len(self._threads)
        if count < self._max_workers:
            thread = threading.Thread(
                name=f"{self._thread_name_prefix or self}_{count}",
                target=_worker,
                args=(self, self._work_queue, self._initializer, self._initargs),
            )
            thread.start()
            self._threads.add(thread)
            if count == 0:
                _open.append(self)

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            for item in self._take_waiting():
                item.future.set_exception(BrokenThreadPool(self._broken))

    def _take_waiting(self):
        """Takes the calls that no worker has taken yet."""
        while True:
            try:
                item = self._work_queue.get_nowait()
            except queue.Empty:
                return
            if item is not None:
                yield item

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for item in self._take_waiting():
                    item.future.cancel()
            # One worker wakes, and wakes the next.
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
            if self in _open:
                _open.remove(self)
