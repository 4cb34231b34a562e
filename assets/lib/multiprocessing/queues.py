"""Queues between processes: a pipe, and locks around its ends.

`Queue.put` does not wait for the pipe: it puts the object aside, and a thread of the process, the feeder, pickles and
sends what was put aside. So a put may seem to be done when nothing is in the pipe yet, and `empty()` may lie.
"""

import threading
import time
from collections import deque
from queue import Empty, Full

import _multiprocessing

from multiprocessing import connection, context, reduction, util
from multiprocessing.util import Finalize, debug, info

__all__ = ["Queue", "SimpleQueue", "JoinableQueue"]

SEM_VALUE_MAX = 2147483647

# Ends the feeder.
_sentinel = object()


def _receive(lock, reader, permits=None):
    """The next bytes, received with the lock held; gives a permit then. One question, where nobody else has the lock."""
    reader._check_closed()
    handle = None if permits is None else permits._handle
    data = _multiprocessing.fetch(lock._handle, reader._handle, handle)
    if data is None:
        with lock:
            data = reader.recv_bytes()
        if permits is not None:
            permits.release()
    return data


def _send(lock, writer, data, ends):
    """Sends with the lock held. One question, where nobody else has the lock."""
    writer._check_closed()
    if not _multiprocessing.deliver(lock._handle, writer._handle, data, ends):
        with lock:
            writer._send(data, ends)


class Queue:
    def __init__(self, maxsize=0, *, ctx):
        if maxsize <= 0:
            maxsize = SEM_VALUE_MAX
        self._maxsize = maxsize
        self._reader, self._writer = connection.Pipe(duplex=False)
        # One process at a time may receive, and one may send.
        self._rlock = ctx.Lock()
        self._wlock = ctx.Lock()
        # How many more may be put.
        self._sem = ctx.BoundedSemaphore(maxsize)
        # Which process put what is waited for is of no interest: for concurrent.futures.
        self._ignore_epipe = False
        self._reset()
        util.register_after_fork(self, Queue._reset)

    def __getstate__(self):
        context.assert_spawning(self)
        return self._ignore_epipe, self._maxsize, self._reader, self._writer, self._rlock, self._wlock, self._sem

    def __setstate__(self, state):
        (
            self._ignore_epipe,
            self._maxsize,
            self._reader,
            self._writer,
            self._rlock,
            self._wlock,
            self._sem,
        ) = state
        self._reset()
        util.register_after_fork(self, Queue._reset)

    def _reset(self):
        """What belongs to one process: the feeder, and what it has still to send."""
        self._notempty = threading.Condition(threading.Lock())
        self._buffer = deque()
        self._thread = None
        self._jointhread = None
        self._joincancelled = False
        self._closed = False
        self._close = None

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._take_place(block, timeout):
            raise Full
        with self._notempty:
            if self._thread is None:
                self._start_thread()
            self._buffer.append(obj)
            self._notempty.notify()

    def _take_place(self, block, timeout):
        """Whether one more may be put."""
        if self._maxsize == SEM_VALUE_MAX:
            # No bound: those that were put are only counted.
            _multiprocessing.count(self._sem._handle)
            return True
        return self._sem.acquire(block, timeout)

    def get(self, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if block and timeout is None:
            data = _receive(self._rlock, self._reader, self._sem)
        else:
            data = self._get_in_time(block, timeout)
        return reduction.loads(data)

    def _get_in_time(self, block, timeout):
        """Both the lock and the pipe are waited for."""
        if block:
            deadline = time.monotonic() + timeout
        if not self._rlock.acquire(block, timeout):
            raise Empty
        try:
            if block:
                timeout = deadline - time.monotonic()
                if not self._reader.poll(max(timeout, 0)):
                    raise Empty
            elif not self._reader.poll():
                raise Empty
            data = self._reader.recv_bytes()
            self._sem.release()
        finally:
            self._rlock.release()
        return data

    def qsize(self):
        return self._maxsize - self._sem._get_value()

    def empty(self):
        return not self._reader.poll()

    def full(self):
        return self._sem._is_zero()

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def close(self):
        """This process puts nothing more."""
        self._closed = True
        close = self._close
        if close:
            self._close = None
            close()

    def join_thread(self):
        """Waits until the feeder has sent everything."""
        debug("Queue.join_thread()")
        assert self._closed, f"Queue {self!r} not closed"
        if self._jointhread:
            self._jointhread()

    def cancel_join_thread(self):
        """The process shall not wait for its feeder at its end: what is not sent is lost."""
        debug("Queue.cancel_join_thread()")
        self._joincancelled = True
        if self._jointhread is not None:
            self._jointhread.cancel()

    # The feeder.

    def _start_thread(self):
        debug("Queue._start_thread()")
        self._buffer.clear()
        self._thread = threading.Thread(
            target=self._feed, args=(self._buffer, self._notempty), name="QueueFeederThread", daemon=True
        )
        self._thread.start()
        if not self._joincancelled:
            self._jointhread = Finalize(self._thread, self._finalize_join, [self._thread], exitpriority=-5)
        self._close = Finalize(self, self._finalize_close, [self._buffer, self._notempty], exitpriority=10)

    @staticmethod
    def _finalize_join(thread):
        thread.join()

    @staticmethod
    def _finalize_close(buffer, notempty):
        with notempty:
            buffer.append(_sentinel)
            notempty.notify()

    def _feed(self, buffer, notempty):
        """What the feeder does all its life."""
        while True:
            with notempty:
                while not buffer:
                    notempty.wait()
            try:
                while buffer:
                    obj = buffer.popleft()
                    if obj is _sentinel:
                        debug("feeder thread got sentinel -- exiting")
                        return
                    data, ends = reduction.dumps(obj)
                    obj = None
                    _send(self._wlock, self._writer, data, ends)
            except Exception as error:
                if self._ignore_epipe and isinstance(error, BrokenPipeError):
                    return
                if util.is_exiting():
                    info("error in queue thread: %s", error)
                    return
                # It will never be got: its place is free again.
                self._sem.release()
                self._on_queue_feeder_error(error, obj)

    @staticmethod
    def _on_queue_feeder_error(error, obj):
        import traceback

        traceback.print_exception(error)


class JoinableQueue(Queue):
    """A queue that knows how much of what was put has been done."""

    def __init__(self, maxsize=0, *, ctx):
        Queue.__init__(self, maxsize, ctx=ctx)
        self._unfinished_tasks = ctx.Semaphore(0)
        self._cond = ctx.Condition()

    def __getstate__(self):
        return Queue.__getstate__(self) + (self._cond, self._unfinished_tasks)

    def __setstate__(self, state):
        Queue.__setstate__(self, state[:-2])
        self._cond, self._unfinished_tasks = state[-2:]

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._take_place(block, timeout):
            raise Full
        with self._notempty, self._cond:
            if self._thread is None:
                self._start_thread()
            self._buffer.append(obj)
            self._unfinished_tasks.release()
            self._notempty.notify()

    def task_done(self):
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError("task_done() called too many times")
            if self._unfinished_tasks._is_zero():
                self._cond.notify_all()

    def join(self):
        with self._cond:
            if not self._unfinished_tasks._is_zero():
                self._cond.wait()


class SimpleQueue:
    """A pipe with locks, and no feeder: `put` waits until there is room."""

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = ctx.Lock()
        self._wlock = ctx.Lock()

    def close(self):
        self._reader.close()
        self._writer.close()

    def empty(self):
        return not self._reader.poll()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._reader, self._writer, self._rlock, self._wlock

    def __setstate__(self, state):
        self._reader, self._writer, self._rlock, self._wlock = state

    def get(self):
        data = _receive(self._rlock, self._reader)
        return reduction.loads(data)

    def put(self, obj):
        data, ends = reduction.dumps(obj)
        _send(self._wlock, self._writer, data, ends)
