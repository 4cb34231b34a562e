"""Connections between threads: two queues, crossed."""

from queue import Empty, Queue

__all__ = ["Client", "Listener", "Pipe"]

families = [None]


class Listener:
    """Whoever calls Client with its address is connected."""

    def __init__(self, address=None, family=None, backlog=1):
        self._backlog_queue = Queue(backlog)

    def accept(self):
        incoming, outgoing = self._backlog_queue.get()
        return Connection(incoming, outgoing)

    def close(self):
        self._backlog_queue = None

    @property
    def address(self):
        return self._backlog_queue

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def Client(address):
    incoming, outgoing = Queue(), Queue()
    address.put((outgoing, incoming))
    return Connection(incoming, outgoing)


def Pipe(duplex=True):
    left, right = Queue(), Queue()
    return Connection(left, right), Connection(right, left)


class Connection:
    def __init__(self, _in, _out):
        self._in = _in
        self._out = _out
        # What poll has waited for and taken.
        self._early = []
        self.send = self.send_bytes = _out.put

    def recv(self):
        if self._early:
            return self._early.pop()
        return self._in.get()

    recv_bytes = recv

    def poll(self, timeout=0.0):
        """Whether there is something to receive."""
        if self._early or self._in.qsize() > 0:
            return True
        if timeout <= 0.0:
            return False
        try:
            self._early.append(self._in.get(timeout=timeout))
        except Empty:
            return False
        return True

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()
