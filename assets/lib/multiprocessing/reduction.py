"""Pickles that leave the process, and the ends of pipes that go along with them.

A pickle can only speak of a connection by its number. Whoever sends it has to send the end itself, too: `dumps` gives
both.
"""

import threading

from pickle import ForkingPickler

__all__ = ["ForkingPickler", "dump", "dumps", "loads", "register"]

register = ForkingPickler.register
loads = ForkingPickler.loads

_pickling = threading.local()


def dumps(obj, protocol=None):
    """The pickle, and the numbers of the ends that it speaks of."""
    outer = getattr(_pickling, "ends", None)
    _pickling.ends = []
    try:
        data = ForkingPickler.dumps(obj, protocol)
        return data, tuple(_pickling.ends)
    finally:
        _pickling.ends = outer


def dump(obj, file, protocol=None):
    ForkingPickler(file, protocol).dump(obj)


def take_along(end):
    """Called by what reduces a connection: this end is to go along with the pickle."""
    if getattr(_pickling, "ends", None) is None:
        raise RuntimeError("a connection can only be pickled on its way to another process")
    _pickling.ends.append(end)


class AbstractReducer:
    """What a context may be given instead of this module."""

    ForkingPickler = ForkingPickler
    register = register
    dump = staticmethod(dump)
