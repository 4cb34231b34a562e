"""What every executor shares: futures, and how to wait for many of them.

A future knows its state under a condition of its own. Who waits for many leaves a waiter with each; there is never
more than one future's condition held at a time, so no order among them is needed.
"""

import logging
import threading
import time
from collections import namedtuple

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
# Somebody has cancelled it; and then: those who wait for it have been told.
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"

_WORDS = {
    PENDING: "pending",
    RUNNING: "running",
    CANCELLED: "cancelled",
    CANCELLED_AND_NOTIFIED: "cancelled",
    FINISHED: "finished",
}

LOGGER = logging.getLogger("concurrent.futures")


class Error(Exception):
    """What is wrong with a future."""


class CancelledError(Error):
    """The future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """The future is past the point where this could be done."""


class BrokenExecutor(RuntimeError):
    """The executor has lost its workers and takes no more work."""


# Futures

class Future:
    """The result of work that may not be done yet."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            words = _WORDS[self._state]
            if self._state == FINISHED and self._exception is not None:
                words += " raised " + type(self._exception).__name__
            elif self._state == FINISHED:
                words += " returned " + type(self._result).__name__
            return f"<{type(self).__name__} at {id(self):#x} state={words}>"

    def cancel(self):
        """Whether it is cancelled: work that has begun cannot be."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._is_done()

    def result(self, timeout=None):
        """What the work returned; raises what it raised."""
        try:
            with self._condition:
                self._wait(timeout)
                if self._exception is not None:
                    raise self._exception
                return self._result
        finally:
            # The exception's traceback holds this frame.
            self = None

    def exception(self, timeout=None):
        """What the work raised, or None."""
        with self._condition:
            self._wait(timeout)
            return self._exception

    def add_done_callback(self, fn):
        """Calls `fn(future)` when this is done: in the thread that does it, or here and now if it is already."""
        with self._condition:
            if not self._is_done():
                self._done_callbacks.append(fn)
                return
        self._call_back(fn)

    # For executors and tests.

    def set_running_or_notify_cancel(self):
        """Whether the work is to be done: nobody can cancel it any more."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            LOGGER.critical("Future %s in unexpected state: %s", id(self), self._state)
            raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)

    def _finish(self, result, exception):
        with self._condition:
            if self._is_done():
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result = result
            self._exception = exception
            self._state = FINISHED
            for waiter in self._waiters:
                waiter.add(self)
            self._condition.notify_all()
        self._invoke_callbacks()

    def _is_done(self):
        return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)

    def _is_told(self):
        """Whether waiters have heard of its end: a cancelled one first has to pass through its executor."""
        return self._state in (CANCELLED_AND_NOTIFIED, FINISHED)

    def _wait(self, timeout):
        """Waits for the end, once and no longer; the condition is held."""
        if not self._is_done():
            self._condition.wait(timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call_back(callback)

    def _call_back(self, callback):
        try:
            callback(self)
        except Exception:
            LOGGER.exception("exception calling callback for %r", self)


# Waiting for many

DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


class _Waiter:
    """Hears of the futures that it is left with as they end, and wakes the one who waits."""

    def __init__(self):
        self.lock = threading.Lock()
        self.event = threading.Event()
        self.finished = []
        self.expected = 1
        self.wakes_on_exception = False

    def watch(self, future):
        """Whether the future's end will be told; False where it already has been."""
        with future._condition:
            if future._is_told():
                return False
            future._waiters.append(self)
            return True

    def leave(self, future):
        with future._condition:
            if self in future._waiters:
                future._waiters.remove(self)

    def expect(self, count, wakes_on_exception=False):
        """From here on that many ends are enough, or one exception."""
        with self.lock:
            self.expected = count
            self.wakes_on_exception = wakes_on_exception
            self._wake()

    def add(self, future):
        # The future's condition is held.
        with self.lock:
            self.finished.append(future)
            self._wake()

    def take(self):
        """Those that have ended since the last time, in that order."""
        with self.lock:
            finished, self.finished = self.finished, []
            self.event.clear()
            return finished

    def _wake(self):
        enough = len(self.finished) >= self.expected
        if enough or self.wakes_on_exception and any(map(_has_failed, self.finished)):
            self.event.set()


def _has_failed(future):
    return future._state == FINISHED and future._exception is not None


def as_completed(fs, timeout=None):
    """The futures as they end, those first that already have."""
    until = None if timeout is None else time.monotonic() + timeout
    futures = list(dict.fromkeys(fs))
    waiter = _Waiter()
    pending = [future for future in futures if waiter.watch(future)]
    try:
        left = set(pending)
        for future in futures:
            if future not in left:
                yield future
        while left:
            patience = None
            if until is not None:
                patience = until - time.monotonic()
                if patience < 0:
                    raise TimeoutError(f"{len(left)} (of {len(futures)}) futures unfinished")
            waiter.event.wait(patience)
            for future in waiter.take():
                left.remove(future)
                yield future
    finally:
        for future in pending:
            waiter.leave(future)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Waits until enough futures have ended; gives the set of those and the set of the others."""
    futures = list(dict.fromkeys(fs))
    waiter = _Waiter()
    pending = [future for future in futures if waiter.watch(future)]
    try:
        done = set(futures).difference(pending)
        if not pending or done and (
            return_when == FIRST_COMPLETED
            or return_when == FIRST_EXCEPTION and any(map(_has_failed, done))
        ):
            return DoneAndNotDoneFutures(done, set(pending))
        if return_when == FIRST_COMPLETED:
            waiter.expect(1)
        elif return_when == FIRST_EXCEPTION:
            waiter.expect(len(pending), wakes_on_exception=True)
        elif return_when == ALL_COMPLETED:
            waiter.expect(len(pending))
        else:
            raise ValueError(f"Invalid return condition: {return_when!r}")
        waiter.event.wait(timeout)
    finally:
        for future in pending:
            waiter.leave(future)
    done.update(waiter.take())
    return DoneAndNotDoneFutures(done, set(futures) - done)


# Executors

def _result_or_cancel(future, timeout=None):
    try:
        try:
            return future.result(timeout)
        finally:
            future.cancel()
    finally:
        # The exception's traceback holds this frame.
        del future


class Executor:
    """Does work in its own time and place."""

    def submit(self, fn, /, *args, **kwargs):
        """The future of `fn(*args, **kwargs)`."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results of many calls in the order of the arguments; `chunksize` is for executors of processes."""
        until = None if timeout is None else time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    if until is None:
                        yield _result_or_cancel(futures.pop())
                    else:
                        yield _result_or_cancel(futures.pop(), until - time.monotonic())
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Takes no more work, and lets the workers go when they are through."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
