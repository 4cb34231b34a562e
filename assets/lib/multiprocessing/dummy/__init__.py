"""The interface of multiprocessing, over threads."""

import queue
import threading
from queue import Queue
from threading import (
    Barrier,
    BoundedSemaphore,
    Condition,
    Event,
    Lock,
    RLock,
    Semaphore,
    current_thread as current_process,
)

from multiprocessing.dummy.connection import Pipe

__all__ = [
    "Process",
    "current_process",
    "active_children",
    "freeze_support",
    "Lock",
    "RLock",
    "Semaphore",
    "BoundedSemaphore",
    "Condition",
    "Event",
    "Barrier",
    "Queue",
    "Manager",
    "Pipe",
    "Pool",
    "JoinableQueue",
]


class DummyProcess(threading.Thread):
    """A thread that answers to what a process is asked."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        threading.Thread.__init__(self, group, target, name, args, kwargs)
        self._pid = None
        self._start_called = False
        self._parent = current_process()

    def start(self):
        if self._parent is not current_process():
            raise RuntimeError(f"Parent is {self._parent!r} but caller is {current_process()!r}")
        self._start_called = True
        _children(self._parent).append(self)
        threading.Thread.start(self)

    @property
    def exitcode(self):
        if self._start_called and not self.is_alive():
            return 0
        return None


Process = DummyProcess
JoinableQueue = Queue


def _children(thread):
    if not hasattr(thread, "_children"):
        thread._children = []
    return thread._children


def active_children():
    children = _children(current_process())
    children[:] = [child for child in children if child.is_alive()]
    return list(children)


def freeze_support():
    pass


def Pool(processes=None, initializer=None, initargs=()):
    from multiprocessing.pool import ThreadPool

    return ThreadPool(processes, initializer, initargs)


# Threads share everything: a manager has nothing to manage, and is this module.

dict = dict
list = list


class Namespace:
    def __init__(self, /, **kwds):
        for name, value in kwds.items():
            setattr(self, name, value)

    def __repr__(self):
        parts = [f"{name}={value!r}" for name, value in self.__dict__.items() if not name.startswith("_")]
        return f"{type(self).__name__}({', '.join(sorted(parts))})"


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value

    def __repr__(self):
        return f"<{type(self).__name__}({self._typecode!r}, {self._value!r})>"


def Manager():
    from multiprocessing import dummy

    return dummy


def shutdown():
    pass
