"""Pipes: what is sent at one end is received at the other, as bytes or as pickled objects.

A pipe holds 64 KiB. Who sends more than it has room for waits until the other side has read.
Left out: connections over a network.
"""

import _multiprocessing

from multiprocessing import reduction
from multiprocessing._errors import BufferTooShort
from multiprocessing.popen_fork import Sentinel

__all__ = ["Pipe", "wait"]


def Pipe(duplex=True):
    """Two connections; where it is not duplex, the first only receives and the second only sends."""
    first, second = _multiprocessing.pipe(bool(duplex))
    if duplex:
        return Connection(first), Connection(second)
    return Connection(first, writable=False), Connection(second, readable=False)


class Connection:
    """One end of a pipe, as one process has it open."""

    def __init__(self, handle, readable=True, writable=True):
        if not readable and not writable:
            raise ValueError("at least one of `readable` and `writable` must be True")
        self._handle = handle
        self._readable = readable
        self._writable = writable

    def _check_closed(self):
        if self._handle is None:
            raise OSError("handle is closed")

    def _check_readable(self):
        if not self._readable:
            raise OSError("connection is write-only")

    def _check_writable(self):
        if not self._writable:
            raise OSError("connection is read-only")

    @property
    def closed(self):
        return self._handle is None

    @property
    def readable(self):
        return self._readable

    @property
    def writable(self):
        return self._writable

    def fileno(self):
        self._check_closed()
        return self._handle

    def close(self):
        """Whoever reads at the other end comes to an end of file, once nobody else has this end open."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            _multiprocessing.close(handle)

    def send(self, obj):
        """Sends a copy of the object: its pickle."""
        self._check_closed()
        self._check_writable()
        data, ends = reduction.dumps(obj)
        self._send(data, ends)

    def _send(self, data, ends=()):
        _multiprocessing.send(self._handle, data, ends)

    def send_bytes(self, buf, offset=0, size=None):
        self._check_closed()
        self._check_writable()
        if not isinstance(buf, (bytes, bytearray)):
            raise TypeError(f"memoryview: a bytes-like object is required, not '{type(buf).__name__}'")
        data = bytes(buf)
        if offset < 0:
            raise ValueError("offset is negative")
        if len(data) < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = len(data) - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > len(data):
            raise ValueError("buffer length < offset + size")
        self._send(data[offset : offset + size])

    def recv(self):
        """The next object; waits for it. EOFError where none will come."""
        self._check_closed()
        self._check_readable()
        return reduction.loads(_multiprocessing.receive(self._handle))

    def recv_bytes(self, maxlength=None):
        self._check_closed()
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        data = _multiprocessing.receive(self._handle)
        if maxlength is not None and len(data) > maxlength:
            # The rest of it is lost, and nobody knows where the next begins.
            if self._writable:
                self._readable = False
            else:
                self.close()
            raise OSError("bad message length")
        return data

    def recv_bytes_into(self, buf, offset=0):
        self._check_closed()
        self._check_readable()
        if offset < 0:
            raise ValueError("negative offset")
        if offset > len(buf):
            raise ValueError("offset too large")
        data = _multiprocessing.receive(self._handle)
        if len(buf) < offset + len(data):
            raise BufferTooShort(data)
        buf[offset : offset + len(data)] = data
        return len(data)

    def poll(self, timeout=0.0):
        """Whether there is something to receive, or the end, in that time."""
        self._check_closed()
        self._check_readable()
        return bool(_multiprocessing.poll((self._handle,), (), timeout))

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def wait(object_list, timeout=None):
    """Those of these that are ready: connections with something to receive, sentinels of processes that have ended."""
    objects = list(object_list)
    numbers = {}
    ends = []
    children = []
    for obj in objects:
        if isinstance(obj, Sentinel):
            numbers[-int(obj)] = obj
            children.append(int(obj))
        else:
            end = obj if isinstance(obj, int) else obj.fileno()
            numbers[end] = obj
            ends.append(end)
    ready = _multiprocessing.poll(tuple(ends), tuple(children), timeout)
    found = [numbers[number] for number in ready]
    return [obj for obj in objects if obj in found]


# A connection goes to another process together with its end of the pipe.

def rebuild_connection(handle, readable, writable):
    return Connection(handle, readable, writable)


def reduce_connection(connection):
    reduction.take_along(connection.fileno())
    return rebuild_connection, (connection._handle, connection._readable, connection._writable)


reduction.register(Connection, reduce_connection)


# How a server is reached: whoever has its door sends one end of a new pipe through.

class Door:
    """The server's side is where the ends arrive; the other side goes to whoever may come in."""

    def __init__(self):
        self._inside, self.outside = Pipe(duplex=False)

    def accept(self):
        return self._inside.recv()

    def close(self):
        self._inside.close()


def enter(outside):
    """A connection to the server behind a door."""
    here, there = Pipe()
    outside.send(there)
    there.close()
    return here
