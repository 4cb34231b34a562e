"""Work that is handed over, and results that come later.

Future, Executor, ThreadPoolExecutor, wait, as_completed, as in CPython 3.11.
Left out: ProcessPoolExecutor. It will lie in concurrent/futures/process.py and be imported by a __getattr__ here, so
that threads alone need not pay for it.
"""

from concurrent.futures._base import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    InvalidStateError,
    TimeoutError,
    as_completed,
    wait,
)
from concurrent.futures.thread import ThreadPoolExecutor

__all__ = (
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    "ALL_COMPLETED",
    "CancelledError",
    "TimeoutError",
    "BrokenExecutor",
    "Future",
    "Executor",
    "wait",
    "as_completed",
    "ThreadPoolExecutor",
)
