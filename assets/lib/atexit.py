"""Functions that are called when the program ends, the last registered first: after all non-daemon threads have ended.

Left out: _clear, _run_exitfuncs, _ncallbacks.
"""

import _traceback
import sys

__all__ = ["register", "unregister"]

_callbacks = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _callbacks.append((func, args, kwargs))
    return func


def unregister(func, /):
    # In place: the last call may be under way, and must not find others where these were.
    for number, callback in enumerate(_callbacks):
        if callback is not None and callback[0] == func:
            _callbacks[number] = None


def _call_all():
    """For the prelude. What is registered from here on comes too late."""
    for number in range(len(_callbacks) - 1, -1, -1):
        callback = _callbacks[number]
        if callback is not None:
            func, args, kwargs = callback
            try:
                func(*args, **kwargs)
            except BaseException as error:
                sys.stderr.write(f"Exception ignored in atexit callback: {func!r}\n" + "".join(_traceback.format(error)))
    _callbacks.clear()
