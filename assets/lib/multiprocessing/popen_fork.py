"""A child that begins as a copy of its parent."""

import os
import signal

import _multiprocessing

from multiprocessing import util

__all__ = ["Popen"]


class Sentinel(int):
    """A child's number, as something that `connection.wait` can wait for."""


class Popen:
    method = "fork"

    def __init__(self, process_obj):
        util._flush_std_streams()
        self.returncode = None
        self._launch(process_obj)
        self.sentinel = Sentinel(self.pid)

    def _launch(self, process_obj):
        self.pid = os.fork()
        if self.pid == 0:
            # From here on this is the child.
            os._exit(process_obj._bootstrap())

    def poll(self, timeout=0):
        """How the child has ended; None where it has not yet, in that time."""
        if self.returncode is None:
            try:
                pid, code = _multiprocessing.wait_child(self.pid, timeout)
            except OSError:
                # Somebody else has asked, and knows.
                return None
            if pid == self.pid:
                self.returncode = code
        return self.returncode

    def wait(self, timeout=None):
        return self.poll(timeout)

    def terminate(self):
        self._send_signal(signal.SIGTERM)

    def kill(self):
        self._send_signal(signal.SIGKILL)

    def _send_signal(self, number):
        if self.returncode is None:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                pass
