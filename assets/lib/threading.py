"""Threads and what they wait for.

The machine itself is at home here: almost everything is native, and each wait, wake and take is a step of its own.
Left out: the trace and profile hooks (accepted, and never called).
"""

from _threading import (
    Barrier,
    BoundedSemaphore,
    BrokenBarrierError,
    Condition,
    Event,
    ExceptHookArgs,
    Lock,
    RLock,
    Semaphore,
    Thread,
    ThreadError,
    TIMEOUT_MAX,
    active_count,
    current_thread,
    enumerate,
    excepthook,
    get_ident,
    get_native_id,
    local,
    main_thread,
    old_name as _old_name,
    setprofile,
    settrace,
    stack_size,
)

__all__ = [
    "get_ident",
    "active_count",
    "Condition",
    "current_thread",
    "enumerate",
    "main_thread",
    "TIMEOUT_MAX",
    "Event",
    "Lock",
    "RLock",
    "Semaphore",
    "BoundedSemaphore",
    "Thread",
    "Barrier",
    "BrokenBarrierError",
    "Timer",
    "ThreadError",
    "setprofile",
    "settrace",
    "local",
    "stack_size",
    "excepthook",
    "ExceptHookArgs",
    "gettrace",
    "getprofile",
    "get_native_id",
]

# The names of Python 2, still there in 3.11.
def currentThread():
    _old_name("currentThread() is deprecated, use current_thread() instead")
    return current_thread()


def activeCount():
    _old_name("activeCount() is deprecated, use active_count() instead")
    return active_count()


__excepthook__ = excepthook


def gettrace():
    return None


def getprofile():
    return None


# What is to be done before the program waits for its last threads: pools let theirs go here.
_threading_atexits = []
_SHUTTING_DOWN = False


def _register_atexit(func, *args, **kwargs):
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append((func, args, kwargs))


def _shutdown():
    """The main thread has done its work: the machine calls this."""
    global _SHUTTING_DOWN
    _SHUTTING_DOWN = True
    for func, args, kwargs in reversed(_threading_atexits):
        func(*args, **kwargs)


class Timer(Thread):
    """Calls a function after a number of seconds, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()
