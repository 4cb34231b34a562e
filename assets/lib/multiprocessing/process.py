"""What a process is, seen from its parent and from inside."""

import itertools
import os
import sys
import threading

import _process

__all__ = ["BaseProcess", "current_process", "active_children", "parent_process"]


def current_process():
    """The process that this code runs in."""
    return _current_process


def active_children():
    """The children that still run. Those that have ended are joined on the way."""
    _cleanup()
    return list(_children)


def parent_process():
    """The process that began this one; None in the first."""
    return _parent_process


def _cleanup():
    for child in list(_children):
        if child._popen.poll() is not None:
            _children.pop(child, None)


class BaseProcess:
    """Another process: `start` begins it, and there it calls `run`, that is `target(*args, **kwargs)`."""

    def _Popen(self):
        raise NotImplementedError

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, "group argument must be None for now"
        count = next(_process_counter)
        self._identity = _current_process._identity + (count,)
        self._config = _current_process._config.copy()
        self._parent_pid = os.getpid()
        self._parent_name = _current_process.name
        self._popen = None
        self._closed = False
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._name = name or type(self).__name__ + "-" + ":".join(str(number) for number in self._identity)
        if daemon is not None:
            self.daemon = daemon

    def _check_closed(self):
        if self._closed:
            raise ValueError("process object is closed")

    def run(self):
        """What the process does; a subclass may do something else."""
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        self._check_closed()
        assert self._popen is None, "cannot start a process twice"
        assert self._parent_pid == os.getpid(), "can only start a process object created by current process"
        assert not _current_process._config.get("daemon"), "daemonic processes are not allowed to have children"
        _cleanup()
        self._popen = self._Popen(self)
        self._sentinel = self._popen.sentinel
        # The child has its copy of them; here they would only be kept alive.
        del self._target, self._args, self._kwargs
        _children[self] = None

    def terminate(self):
        """Sends SIGTERM: the process ends wherever it stands, with whatever it holds."""
        self._check_closed()
        self._popen.terminate()

    def kill(self):
        """As terminate, with SIGKILL."""
        self._check_closed()
        self._popen.kill()

    def join(self, timeout=None):
        """Waits until the process has ended, or the time is up."""
        self._check_closed()
        assert self._parent_pid == os.getpid(), "can only join a child process"
        assert self._popen is not None, "can only join a started process"
        if self._popen.wait(timeout) is not None:
            _children.pop(self, None)

    def is_alive(self):
        self._check_closed()
        if self is _current_process:
            return True
        assert self._parent_pid == os.getpid(), "can only test a child process"
        if self._popen is None:
            return False
        if self._popen.poll() is None:
            return True
        _children.pop(self, None)
        return False

    def close(self):
        """Lets go of a process that has ended."""
        if self._popen is not None:
            if self._popen.poll() is None:
                raise ValueError(
                    "Cannot close a process while it is still running. You should first call join() or terminate()."
                )
            self._popen = None
            del self._sentinel
            _children.pop(self, None)
        self._closed = True

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), "name must be a string"
        self._name = name
        if self is _current_process:
            _process.name = name

    @property
    def daemon(self):
        """Whether the process is ended together with its parent, instead of waited for."""
        return self._config.get("daemon", False)

    @daemon.setter
    def daemon(self, daemonic):
        assert self._popen is None, "process has already started"
        self._config["daemon"] = daemonic

    @property
    def authkey(self):
        return self._config["authkey"]

    @authkey.setter
    def authkey(self, authkey):
        self._config["authkey"] = AuthenticationString(authkey)

    @property
    def exitcode(self):
        """None while it runs; then its exit code, or the negative of the signal that ended it."""
        self._check_closed()
        if self._popen is None:
            return None
        return self._popen.poll()

    @property
    def ident(self):
        self._check_closed()
        if self is _current_process:
            return os.getpid()
        return self._popen and self._popen.pid

    pid = ident

    @property
    def sentinel(self):
        """For `connection.wait`: ready once the process has ended."""
        self._check_closed()
        try:
            return self._sentinel
        except AttributeError:
            raise ValueError("process not started") from None

    def __repr__(self):
        exitcode = None
        if self is _current_process:
            status = "started"
        elif self._closed:
            status = "closed"
        elif self._parent_pid != os.getpid():
            status = "unknown"
        elif self._popen is None:
            status = "initial"
        else:
            exitcode = self._popen.poll()
            status = "started" if exitcode is None else "stopped"
        words = [type(self).__name__, f"name={self._name!r}"]
        if self._popen is not None:
            words.append(f"pid={self._popen.pid}")
        words.append(f"parent={self._parent_pid}")
        words.append(status)
        if exitcode is not None:
            words.append(f"exitcode={_SIGNAL_NAMES.get(exitcode, exitcode)}")
        if self.daemon:
            words.append("daemon")
        return f"<{' '.join(words)}>"

    def _bootstrap(self):
        """The whole life of the process, inside of it; gives its exit code."""
        global _current_process, _parent_process, _process_counter, _children
        from _machine import thread_hook, wait_for_threads
        from multiprocessing import context, util

        try:
            if self._start_method is not None:
                context._force_start_method(self._start_method)
            _process_counter = itertools.count(1)
            _children = {}
            _current_process = self
            _process.name = self._name
            _parent_process = _ParentProcess(self._parent_name, self._parent_pid)
            util._after_fork()
            util.info("child process calling self.run()")
            try:
                self.run()
                exitcode = 0
            finally:
                util._exit_function()
        except SystemExit as error:
            if error.code is None:
                exitcode = 0
            elif isinstance(error.code, int):
                exitcode = error.code
            else:
                sys.stderr.write(str(error.code) + "\n")
                exitcode = 1
        except BaseException as error:
            import traceback

            exitcode = 1
            thread_hook(error)
            sys.stderr.write(f"Process {self.name}:\n")
            traceback.print_exception(error)
        finally:
            threading._shutdown()
            wait_for_threads()
            util.info("process exiting with exitcode %d", exitcode)
            util._flush_std_streams()
        return exitcode


class AuthenticationString(bytes):
    """A key that only a child may be given."""

    def __reduce__(self):
        from multiprocessing.context import get_spawning_popen

        if get_spawning_popen() is None:
            raise TypeError("Pickling an AuthenticationString object is disallowed for security reasons")
        return AuthenticationString, (bytes(self),)


class _ParentProcess(BaseProcess):
    """The parent as its child sees it."""

    def __init__(self, name, pid):
        self._identity = ()
        self._name = name
        self._pid = pid
        self._parent_pid = None
        self._popen = None
        self._closed = False
        self._config = {}

    def is_alive(self):
        # Whose parent dies is adopted by another one.
        return os.getppid() == self._pid

    @property
    def ident(self):
        return self._pid

    pid = ident

    def join(self, timeout=None):
        import time

        until = None if timeout is None else time.monotonic() + timeout
        while self.is_alive() and (until is None or time.monotonic() < until):
            time.sleep(0.01)


class _MainProcess(BaseProcess):
    """The process that began it all."""

    def __init__(self):
        self._identity = ()
        self._name = "MainProcess"
        self._parent_pid = None
        self._popen = None
        self._closed = False
        self._config = {"authkey": AuthenticationString(os.urandom(32))}

    def close(self):
        pass


_parent_process = None
_current_process = _MainProcess()
_process_counter = itertools.count(1)
# In the order in which they were started.
_children = {}

_SIGNAL_NAMES = {
    -1: "-SIGHUP",
    -2: "-SIGINT",
    -3: "-SIGQUIT",
    -6: "-SIGABRT",
    -9: "-SIGKILL",
    -11: "-SIGSEGV",
    -13: "-SIGPIPE",
    -14: "-SIGALRM",
    -15: "-SIGTERM",
}
