"""Locks and what is made of them, seen by several processes.

All of them are semaphores of the kernel: a number that nobody can take below zero. What is more than that (who waits
for a condition, how many are at a barrier) is kept in semaphores and shared memory, too: a process has nothing else in
common with another one.
"""

import threading

import _multiprocessing

from multiprocessing import context, process

__all__ = ["Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event"]

SEM_VALUE_MAX = 2147483647


class SemLock:
    """A semaphore of the kernel; this object is only its number, and a fork's copy of it is the same semaphore."""

    def __init__(self, recursive, value, maxvalue, *, ctx):
        self._maxvalue = maxvalue
        self._handle = _multiprocessing.semaphore(recursive, value, maxvalue)

    def acquire(self, block=True, timeout=None):
        """Takes one, waiting for it if `block`; whether that has worked."""
        if timeout is not None and timeout < 0:
            timeout = 0
        return _multiprocessing.acquire(self._handle, block, timeout)

    def release(self):
        _multiprocessing.release(self._handle)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.release()

    # How it stands: what is left, how often this thread has it, whether this process does.

    def _get_value(self):
        return _multiprocessing.look(self._handle)[0]

    def _count(self):
        return _multiprocessing.look(self._handle)[1]

    def _is_mine(self):
        return self._count() > 0

    def _is_zero(self):
        return self._get_value() == 0

    def _owner(self):
        """For the names of locks."""
        value, mine, ours = _multiprocessing.look(self._handle)
        if mine:
            name = process.current_process().name
            thread = threading.current_thread().name
            return name if thread == "MainThread" else f"{name}|{thread}"
        if value > 0:
            return "None"
        return "SomeOtherThread" if ours else "SomeOtherProcess"

    # Only a process that is about to begin may be given one.

    def __getstate__(self):
        context.assert_spawning(self)
        return self.__dict__.copy()


class Semaphore(SemLock):
    def __init__(self, value=1, *, ctx):
        if value < 0:
            raise OSError(22, "Invalid argument")
        SemLock.__init__(self, False, value, SEM_VALUE_MAX, ctx=ctx)

    def get_value(self):
        return self._get_value()

    def __repr__(self):
        return f"<{type(self).__name__}(value={self._get_value()})>"


class BoundedSemaphore(Semaphore):
    """One that may not be released above where it began."""

    def __init__(self, value=1, *, ctx):
        if value < 0:
            raise OSError(22, "Invalid argument")
        SemLock.__init__(self, False, value, value, ctx=ctx)

    def __repr__(self):
        return f"<{type(self).__name__}(value={self._get_value()}, maxvalue={self._maxvalue})>"


class Lock(SemLock):
    """One permit. Anybody may release it, not only who has it."""

    def __init__(self, *, ctx):
        SemLock.__init__(self, False, 1, 1, ctx=ctx)

    def __repr__(self):
        return f"<{type(self).__name__}(owner={self._owner()})>"


class RLock(SemLock):
    """A lock that its owner may take again; it must then give it back as often, and nobody else can."""

    def __init__(self, *, ctx):
        SemLock.__init__(self, True, 1, 1, ctx=ctx)

    def __repr__(self):
        owner = self._owner()
        count = self._count() if self._is_mine() else 0
        if owner.startswith("SomeOther"):
            count = "nonzero"
        return f"<{type(self).__name__}({owner}, {count})>"


class Condition:
    """Wait until somebody says that something has changed.

    Sleepers count themselves in one semaphore. Who notifies moves some of them to another one, gives so many permits of
    a third to wake them, and waits until each has said that it is awake: so no permit is left for a later sleeper.
    """

    def __init__(self, lock=None, *, ctx):
        self._lock = lock or ctx.RLock()
        self._sleeping_count = ctx.Semaphore(0)
        self._woken_count = ctx.Semaphore(0)
        self._wait_semaphore = ctx.Semaphore(0)
        self._make_methods()

    def _make_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __getstate__(self):
        context.assert_spawning(self)
        return self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore

    def __setstate__(self, state):
        self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore = state
        self._make_methods()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, exc_type, exc_value, exc_tb):
        self._lock.release()

    def __repr__(self):
        waiters = self._sleeping_count._get_value() - self._woken_count._get_value()
        return f"<{type(self).__name__}({self._lock}, {waiters})>"

    def wait(self, timeout=None):
        """Lets go of the lock, waits to be notified, takes the lock again; whether it was notified in that time."""
        assert self._lock._is_mine(), "must acquire() condition before using wait()"
        self._sleeping_count.release()
        count = self._lock._count()
        for _ in range(count):
            self._lock.release()
        try:
            return self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken_count.release()
            for _ in range(count):
                self._lock.acquire()

    def notify(self, n=1):
        assert self._lock._is_mine(), "lock is not owned"
        # Those whose time was up have said that they are awake, and nobody has woken them.
        while self._woken_count.acquire(False):
            self._sleeping_count.acquire(False)
        sleepers = 0
        while sleepers < n and self._sleeping_count.acquire(False):
            self._wait_semaphore.release()
            sleepers += 1
        for _ in range(sleepers):
            self._woken_count.acquire()
        # A permit that nobody took, for its sleeper's time was up meanwhile.
        while sleepers and self._wait_semaphore.acquire(False):
            pass

    def notify_all(self):
        self.notify(SEM_VALUE_MAX)

    def wait_for(self, predicate, timeout=None):
        """Waits until `predicate()` is true, or the time is up; what it was last."""
        import time

        result = predicate()
        until = None if timeout is None else time.monotonic() + timeout
        while not result:
            remaining = None if until is None else until - time.monotonic()
            if remaining is not None and remaining <= 0:
                break
            self.wait(remaining)
            result = predicate()
        return result


class Event:
    """A flag to wait for: a semaphore that is one or zero."""

    def __init__(self, *, ctx):
        self._cond = ctx.Condition(ctx.Lock())
        self._flag = ctx.Semaphore(0)

    def _take(self):
        """Whether it is set, and takes the flag; the lock is held."""
        return self._flag.acquire(False)

    def is_set(self):
        with self._cond:
            if self._take():
                self._flag.release()
                return True
            return False

    def set(self):
        with self._cond:
            self._take()
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._take()

    def wait(self, timeout=None):
        with self._cond:
            if self._take():
                self._flag.release()
            else:
                self._cond.wait(timeout)
            if self._take():
                self._flag.release()
                return True
            return False

    def __repr__(self):
        return f"<{type(self).__qualname__} at {id(self):#x} {'set' if self.is_set() else 'unset'}>"


class Barrier:
    """So many processes wait for each other. How many have come, and what state it is in, are two shared numbers."""

    FILLING = 0
    DRAINING = 1
    RESETTING = -1
    BROKEN = -2

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._cond = ctx.Condition()
        self._block = _multiprocessing.block(8, None)

    def _get(self, place):
        return _multiprocessing.unpack("i", _multiprocessing.load(self._block, 4 * place, 4))[0]

    def _set(self, place, value):
        _multiprocessing.store(self._block, 4 * place, _multiprocessing.pack("i", value))

    @property
    def _state(self):
        return self._get(0)

    @_state.setter
    def _state(self, value):
        self._set(0, value)

    @property
    def _count(self):
        return self._get(1)

    @_count.setter
    def _count(self, value):
        self._set(1, value)

    def wait(self, timeout=None):
        """Waits for the others; gives a number that no other one gets."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            self._enter()
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._release()
                else:
                    self._wait(timeout)
                return index
            finally:
                self._count -= 1
                self._exit()

    def _enter(self):
        """Waits until those of the last time are gone."""
        while self._state in (self.RESETTING, self.DRAINING):
            self._cond.wait()
        if self._state < 0:
            raise threading.BrokenBarrierError

    def _release(self):
        """The last one has come."""
        try:
            if self._action:
                self._action()
        except BaseException:
            self._break()
            raise
        self._state = self.DRAINING
        self._cond.notify_all()

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._state != self.FILLING, timeout):
            self._break()
            raise threading.BrokenBarrierError
        if self._state < 0:
            raise threading.BrokenBarrierError

    def _exit(self):
        """The last to go opens it for the next time."""
        if self._count == 0 and self._state in (self.RESETTING, self.DRAINING):
            self._state = self.FILLING
            self._cond.notify_all()

    def _break(self):
        self._state = self.BROKEN
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                if self._state in (self.FILLING, self.BROKEN):
                    self._state = self.RESETTING
            else:
                self._state = self.FILLING
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == self.FILLING else 0

    @property
    def broken(self):
        return self._state == self.BROKEN

    def __getstate__(self):
        context.assert_spawning(self)
        return self.__dict__.copy()

    def __repr__(self):
        cls = type(self)
        if self.broken:
            return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: broken>"
        return (
            f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: waiters={self.n_waiting}/{self.parties}>"
        )
