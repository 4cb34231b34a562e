"""Queues between threads: each operation is one step.

Left out: subclasses that replace _init, _put, _get and _qsize; the mutex and the conditions inside.
"""

from _queue import Empty, Full, LifoQueue, PriorityQueue, Queue, SimpleQueue

__all__ = ["Empty", "Full", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]
