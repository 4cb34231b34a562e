"""A child that begins with the program alone: all that it gets of its parent is pickled."""

import _multiprocessing

from multiprocessing import popen_fork, reduction
from multiprocessing.context import set_spawning_popen
from multiprocessing.spawn import get_preparation_data

__all__ = ["Popen"]


class Popen(popen_fork.Popen):
    method = "spawn"

    def _launch(self, process_obj):
        preparation = get_preparation_data(process_obj._name)
        set_spawning_popen(self)
        try:
            pickled, ends = reduction.dumps(process_obj)
        finally:
            set_spawning_popen(None)
        payload, _ = reduction.dumps((preparation, pickled))
        self.pid = _multiprocessing.spawn(payload, ends)
