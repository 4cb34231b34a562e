"""What the modules here share: what is done after a fork and at the end of a process, and the log.

Left out: finalizers do not watch their object, there is nobody to say that it is gone.
"""

import itertools
import sys
import threading

from multiprocessing import process

__all__ = [
    "sub_debug",
    "debug",
    "info",
    "sub_warning",
    "get_logger",
    "log_to_stderr",
    "register_after_fork",
    "is_exiting",
    "Finalize",
    "SUBDEBUG",
    "SUBWARNING",
]

# Logging

NOTSET = 0
SUBDEBUG = 5
DEBUG = 10
INFO = 20
SUBWARNING = 25

LOGGER_NAME = "multiprocessing"
DEFAULT_LOGGING_FORMAT = "[%(levelname)s/%(processName)s] %(message)s"

_logger = None


def sub_debug(message, *args):
    _log(SUBDEBUG, message, args)


def debug(message, *args):
    _log(DEBUG, message, args)


def info(message, *args):
    _log(INFO, message, args)


def sub_warning(message, *args):
    _log(SUBWARNING, message, args)


def _log(level, message, args):
    if _logger is not None:
        _logger.log(level, message, *args)


def get_logger():
    """The logger of this package, which says nothing until it is given a handler."""
    global _logger
    import logging

    if _logger is None:
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = 0
    return _logger


def log_to_stderr(level=None):
    """Lets this package say what it does."""
    import logging

    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    return logger


# After a fork

_after_forkers = []


def register_after_fork(obj, func):
    """Calls `func(obj)` in each child that is forked from here."""
    _after_forkers.append((obj, func))


def _after_fork():
    """A child begins. What its parent would do at its end is none of its business."""
    global _exiting
    _exiting = False
    _finalizers.clear()
    for obj, func in list(_after_forkers):
        func(obj)


# The end

_finalizers = {}
_finalizer_counter = itertools.count()


class Finalize:
    """A call to be made once: by hand, or at the end of the process if it has a priority for that."""

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        # Higher priorities come first, and of equal ones the latest.
        self._key = (exitpriority, next(_finalizer_counter))
        _finalizers[self._key] = self

    def __call__(self):
        if _finalizers.pop(self._key, None) is not None:
            return self._callback(*self._args, **self._kwargs)

    def cancel(self):
        _finalizers.pop(self._key, None)

    def still_active(self):
        return self._key in _finalizers


def _run_finalizers(minpriority=None):
    def is_due(key):
        return key[0] is not None and (minpriority is None or key[0] >= minpriority)

    for key in sorted(filter(is_due, list(_finalizers)), reverse=True):
        finalizer = _finalizers.get(key)
        if finalizer is not None:
            try:
                finalizer()
            except Exception:
                import traceback

                traceback.print_exc()
    if minpriority is None:
        _finalizers.clear()


_exiting = False


def is_exiting():
    return _exiting


def _exit_function():
    """At the end of each process: daemons among its children are ended, the others waited for."""
    global _exiting
    if _exiting:
        return
    _exiting = True
    info("process shutting down")
    debug('running all "atexit" finalizers with priority >= 0')
    _run_finalizers(0)
    for child in process.active_children():
        if child.daemon:
            info("calling terminate() for daemon %s", child.name)
            child._popen.terminate()
    for child in process.active_children():
        info("calling join() for process %s", child.name)
        child.join()
    debug('running the remaining "atexit" finalizers')
    _run_finalizers()


def _flush_std_streams():
    """What waits to be written must not be copied with the process: it would be written twice."""
    sys.stdout.flush()
    sys.stderr.flush()
