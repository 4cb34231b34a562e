"""Processes, as far as a program sees them: who am I, one more of me, how did my child end. There are no files.

Left out: everything about files, and the environment is empty.
"""

import _multiprocessing
from _os import (
    _exit,
    cpu_count,
    environ,
    fork as _fork,
    getenv,
    getpid,
    getppid,
    linesep,
    name,
    sched_getaffinity,
    sep,
    urandom,
)

WNOHANG = 1
EX_OK = 0

# What is to be done around each fork.
_before_fork = []
_after_fork_in_parent = []
_after_fork_in_child = []


def register_at_fork(*, before=None, after_in_parent=None, after_in_child=None):
    if before is not None:
        _before_fork.insert(0, before)
    if after_in_parent is not None:
        _after_fork_in_parent.append(after_in_parent)
    if after_in_child is not None:
        _after_fork_in_child.append(after_in_child)


def fork():
    """One process becomes two, and both go on here: 0 in the child, the child's number in the parent."""
    for hook in _before_fork:
        hook()
    pid = _fork()
    for hook in _after_fork_in_parent if pid else _after_fork_in_child:
        hook()
    return pid


def wait():
    """Waits for any child to end: its number and its status."""
    return waitpid(-1, 0)


def waitpid(pid, options):
    """Waits for a child to end, or for any of them (-1); with WNOHANG gives (0, 0) where none has."""
    child = None if pid <= 0 else pid
    pid, code = _multiprocessing.wait_child(child, 0 if options & WNOHANG else None)
    # A status holds the signal in its lower byte, or else the exit code in its upper one.
    return pid, -code if code < 0 else code << 8


def kill(pid, signal):
    _multiprocessing.kill(pid, signal)


def WIFEXITED(status):
    return status & 0x7F == 0


def WEXITSTATUS(status):
    return status >> 8 & 0xFF


def WIFSIGNALED(status):
    return status & 0x7F not in (0, 0x7F)


def WTERMSIG(status):
    return status & 0x7F


def waitstatus_to_exitcode(status):
    """The exit code, or the negative of the signal."""
    return WEXITSTATUS(status) if WIFEXITED(status) else -WTERMSIG(status)


def abort():
    kill(getpid(), 6)


