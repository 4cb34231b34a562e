"""An executor of processes.

A call goes from `submit` into _pending, by number; the executor's thread moves a few of them ahead into the call queue,
whose feeder pickles them; a worker takes one, and sends back its number and what came of it through the result queue;
the thread tells the future. Where a worker dies, nobody can know what it had taken: all futures fail, and the pool is
broken.
Left out: an executor that is dropped keeps its workers until the program ends, where CPython lets them go with it.
"""

import functools
import itertools
import multiprocessing
import os
import queue
import threading

from concurrent.futures import _base
from multiprocessing.connection import wait
from multiprocessing.queues import Queue

__all__ = ["BrokenProcessPool", "ProcessPoolExecutor"]

# Calls that lie ready beyond those that run, so that no worker has to wait for the next.
EXTRA_QUEUED_CALLS = 1

# Executors whose thread may still run when the main thread is through.
_open = []
_global_shutdown = False


def _python_exit():
    global _global_shutdown
    _global_shutdown = True
    for executor in list(_open):
        executor._wake()
    for executor in list(_open):
        executor._thread.join()


threading._register_atexit(_python_exit)


class BrokenProcessPool(_base.BrokenExecutor):
    """A worker has died."""


# Exceptions on their way back.

class _RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    def __init__(self, exc):
        import traceback

        self.exc = exc
        self.tb = '\n"""\n' + "".join(traceback.format_exception(exc)) + '"""'

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


class _WorkItem:
    """A call, and where its result goes."""

    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class _SafeQueue(Queue):
    """A call that cannot be pickled fails in its future."""

    def __init__(self, max_size=0, *, ctx, pending, wake):
        self.pending = pending
        self.wake = wake
        Queue.__init__(self, max_size, ctx=ctx)

    def _on_queue_feeder_error(self, error, obj):
        if obj is None:
            Queue._on_queue_feeder_error(error, obj)
            return
        import traceback

        text = "".join(traceback.format_exception(error))
        error.__cause__ = _RemoteTraceback(f'\n"""\n{text}"""')
        item = self.pending.pop(obj[0], None)
        self.wake()
        if item is not None:
            item.future.set_exception(error)


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _chunks(iterables, size):
    iterator = zip(*iterables)
    while chunk := tuple(itertools.islice(iterator, size)):
        yield chunk


def _process_worker(call_queue, result_queue, initializer, initargs, max_tasks):
    """What a worker does all its life."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.LOGGER.critical("Exception in initializer:", exc_info=True)
            return
    done = 0
    while True:
        call = call_queue.get(block=True)
        if call is None:
            # Whoever waits for this worker's end hears of it.
            result_queue.put(os.getpid())
            return
        number, fn, args, kwargs = call
        leaving = None
        done += 1
        if done == max_tasks:
            leaving = os.getpid()
        try:
            result = fn(*args, **kwargs)
        except BaseException as error:
            _send_result(result_queue, number, None, _ExceptionWithTraceback(error), leaving)
        else:
            _send_result(result_queue, number, result, None, leaving)
            result = None
        call = fn = args = kwargs = None
        if leaving is not None:
            return


def _send_result(result_queue, number, result, exception, leaving):
    try:
        result_queue.put((number, result, exception, leaving))
    except BaseException as error:
        result_queue.put((number, None, _ExceptionWithTraceback(error), leaving))


class ProcessPoolExecutor(_base.Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if mp_context is None:
            if max_tasks_per_child is not None:
                mp_context = multiprocessing.get_context("spawn")
            else:
                mp_context = multiprocessing.get_context()
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            if mp_context.get_start_method(allow_none=False) == "fork":
                raise ValueError(
                    "max_tasks_per_child is incompatible with the 'fork' multiprocessing start method;"
                    " supply a different mp_context."
                )
        self._max_workers = max_workers
        self._mp_context = mp_context
        self._initializer = initializer
        self._initargs = initargs
        self._max_tasks_per_child = max_tasks_per_child
        # A fork copies what other threads are doing: all workers begin before the executor's thread does.
        self._starts_on_demand = mp_context.get_start_method(allow_none=False) != "fork"
        self._thread = None
        # By pid.
        self._processes = {}
        self._broken = False
        self._shutdown_thread = False
        self._cancel_pending_futures = False
        self._shutdown_lock = threading.Lock()
        self._idle_worker_semaphore = threading.Semaphore(0)
        self._queue_count = 0
        # By number: calls that have no result yet; and the numbers of those that nobody was given.
        self._pending_work_items = {}
        self._work_ids = queue.Queue()
        self._wake_reader, self._wake_writer = mp_context.Pipe(duplex=False)
        self._wake_lock = threading.Lock()
        self._call_queue = _SafeQueue(
            max_workers + EXTRA_QUEUED_CALLS, ctx=mp_context, pending=self._pending_work_items, wake=self._wake
        )
        self._call_queue._ignore_epipe = True
        self._result_queue = mp_context.SimpleQueue()

    # What callers do.

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _global_shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            self._pending_work_items[self._queue_count] = _WorkItem(future, fn, args, kwargs)
            self._work_ids.put(self._queue_count)
            self._queue_count += 1
            self._wake()
            if self._starts_on_demand:
                self._adjust_process_count()
            self._start_thread()
            return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        chunks = super().map(functools.partial(_process_chunk, fn), _chunks(iterables, chunksize), timeout=timeout)
        return _chain(chunks)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._cancel_pending_futures = cancel_futures
            self._shutdown_thread = True
            if self._thread is not None:
                self._wake()
        if self._thread is not None and wait:
            self._thread.join()

    def _wake(self):
        """The executor's thread shall look again."""
        with self._wake_lock:
            if not self._wake_writer.closed:
                self._wake_writer.send_bytes(b"")

    def _adjust_process_count(self):
        if self._idle_worker_semaphore.acquire(blocking=False):
            return
        if len(self._processes) < self._max_workers:
            self._begin_process()

    def _begin_process(self):
        process = self._mp_context.Process(
            target=_process_worker,
            args=(
                self._call_queue,
                self._result_queue,
                self._initializer,
                self._initargs,
                self._max_tasks_per_child,
            ),
        )
        process.start()
        self._processes[process.pid] = process

    def _start_thread(self):
        if self._thread is None:
            if not self._starts_on_demand:
                for _ in range(len(self._processes), self._max_workers):
                    self._begin_process()
            self._thread = threading.Thread(target=self._manage)
            self._thread.start()
            _open.append(self)

    # What the executor's thread does.

    def _manage(self):
        while True:
            self._fill_call_queue()
            result, cause = self._wait_for_result()
            if cause is not None:
                self._break(*cause)
                break
            if result is not None:
                self._take_result(result)
                result = None
            if self._is_shutting_down():
                self._cancel_what_waits()
                if not self._pending_work_items:
                    self._join_workers()
                    break
        if self in _open:
            _open.remove(self)

    def _fill_call_queue(self):
        while not self._call_queue.full():
            try:
                number = self._work_ids.get(block=False)
            except queue.Empty:
                return
            item = self._pending_work_items[number]
            if item.future.set_running_or_notify_cancel():
                self._call_queue.put((number, item.fn, item.args, item.kwargs), block=True)
            else:
                del self._pending_work_items[number]

    def _wait_for_result(self):
        """A result, if that is what has come; and why the pool is broken, if it is."""
        reader = self._result_queue._reader
        sentinels = [process.sentinel for process in list(self._processes.values())]
        ready = wait([reader, self._wake_reader, *sentinels])
        with self._wake_lock:
            while self._wake_reader.poll():
                self._wake_reader.recv_bytes()
        if reader in ready:
            try:
                return reader.recv(), None
            except BaseException as error:
                return None, (error,)
        if self._wake_reader in ready:
            return None, None
        return None, (None,)

    def _take_result(self, result):
        if isinstance(result, int):
            # A worker that goes because it was told to.
            self._processes.pop(result).join()
            return
        number, value, exception, leaving = result
        item = self._pending_work_items.pop(number, None)
        if item is not None:
            if exception is not None:
                item.future.set_exception(exception)
            else:
                item.future.set_result(value)
        if leaving is not None:
            self._processes.pop(leaving).join()
            with self._shutdown_lock:
                if not self._is_shutting_down() or self._pending_work_items:
                    self._begin_process()
        else:
            self._idle_worker_semaphore.release()

    def _is_shutting_down(self):
        return _global_shutdown or self._shutdown_thread

    def _cancel_what_waits(self):
        if not self._cancel_pending_futures:
            return
        waiting = {}
        for number, item in list(self._pending_work_items.items()):
            if not item.future.cancel():
                waiting[number] = item
        self._pending_work_items.clear()
        self._pending_work_items.update(waiting)
        while True:
            try:
                self._work_ids.get_nowait()
            except queue.Empty:
                break
        self._cancel_pending_futures = False

    def _break(self, error):
        """A worker has died."""
        with self._shutdown_lock:
            self._broken = "A child process terminated abruptly, the process pool is not usable anymore"
            self._shutdown_thread = True
        for item in list(self._pending_work_items.values()):
            broken = BrokenProcessPool(
                "A process in the process pool was terminated abruptly while the future was running or pending."
            )
            if error is not None:
                import traceback

                text = "".join(traceback.format_exception(error))
                broken.__cause__ = _RemoteTraceback(f"\n'''\n{text}'''")
            item.future.set_exception(broken)
        self._pending_work_items.clear()
        for process in self._processes.values():
            process.terminate()
        self._join_workers()

    def _join_workers(self):
        self._tell_workers_to_go()
        self._call_queue.close()
        self._call_queue.join_thread()
        with self._wake_lock:
            self._wake_writer.close()
            self._wake_reader.close()
        for process in self._processes.values():
            process.join()

    def _tell_workers_to_go(self):
        left = len(self._processes)
        while left and any(process.is_alive() for process in self._processes.values()):
            for _ in range(left):
                try:
                    self._call_queue.put_nowait(None)
                    left -= 1
                except queue.Full:
                    break
            if left:
                wait([process.sentinel for process in self._processes.values()], timeout=0.01)


def _chain(chunks):
    for chunk in chunks:
        chunk.reverse()
        while chunk:
            yield chunk.pop()
