"""Events at their times, one after the other, in the thread that calls run."""

import heapq
import threading
import time
from collections import namedtuple


class Event(namedtuple("Event", "time, priority, sequence, action, argument, kwargs")):
    """Something to be done. Earlier ones go first, then those of lower priority number, then in order of entry."""

    def __eq__(self, other):
        return self is other

    def __lt__(self, other):
        return self[:3] < other[:3]

    __hash__ = object.__hash__


_NO_KEYWORDS = object()


class scheduler:
    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self._queue = []
        self._lock = threading.RLock()
        self._entered = 0
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=_NO_KEYWORDS):
        """Enter an event for a time of the clock."""
        with self._lock:
            event = Event(time, priority, self._entered, action, argument, {} if kwargs is _NO_KEYWORDS else kwargs)
            self._entered += 1
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_NO_KEYWORDS):
        """Enter an event for a time from now."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            for place, queued in enumerate(self._queue):
                if queued is event:
                    del self._queue[place]
                    heapq.heapify(self._queue)
                    return
        raise ValueError("list.remove(x): x not in list")

    def empty(self):
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Do everything, sleeping between. Without blocking: what is due now; gives the time to the next event."""
        while True:
            with self._lock:
                if not self._queue:
                    return None
                event = self._queue[0]
                now = self.timefunc()
                due = event.time <= now
                if due:
                    heapq.heappop(self._queue)
            if due:
                event.action(*event.argument, **event.kwargs)
                # Let other threads run.
                self.delayfunc(0)
            elif blocking:
                self.delayfunc(event.time - now)
            else:
                return event.time - now

    @property
    def queue(self):
        """The events still to come, in order."""
        with self._lock:
            return sorted(self._queue)
