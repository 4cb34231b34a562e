"""Queues between threads: each operation is one step.

A subclass that replaces _init, _put, _get or _qsize is worked by a lock and conditions instead, as in CPython.
Left out: the conditions inside of all others.
"""

from _queue import Empty, Full, LifoQueue, PriorityQueue, Queue, SimpleQueue

__all__ = ["Empty", "Full", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]
