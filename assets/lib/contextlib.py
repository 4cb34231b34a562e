"""Context managers from generators, and ready ones.

Left out: redirect_stdout, redirect_stderr, chdir, and everything asynchronous.
"""

import sys
from functools import wraps


class AbstractContextManager:
    """A context manager that is its own value."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    """Lets a context manager decorate a function: every call runs inside it."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    """Runs a generator: up to its yield on entry, the rest on exit."""

    def __init__(self, func, args, kwds):
        self.func = func
        self.args = args
        self.kwds = kwds
        self.gen = func(*args, **kwds)
        self.__doc__ = func.__doc__

    def _recreate_cm(self):
        # A generator runs once; as a decorator it is needed once a call.
        return type(self)(self.func, self.args, self.kwds)

    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, exc_type, value, traceback):
        if exc_type is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = exc_type()
        try:
            self.gen.throw(value)
        except StopIteration as stopped:
            # The generator has dealt with the exception, unless that was this very StopIteration.
            return stopped is not value
        except BaseException as raised:
            if raised is value or _is_wrapped_stop(raised, value):
                value.with_traceback(traceback)
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


def _is_wrapped_stop(raised, value):
    """A StopIteration that leaves a generator comes out as a RuntimeError around it."""
    return isinstance(raised, RuntimeError) and isinstance(value, StopIteration) and raised.__cause__ is value


def contextmanager(func):
    """Make a generator function with one yield a maker of context managers."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


class closing(AbstractContextManager):
    """Closes the thing at the end."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, exc_type, exc_value, traceback):
        self.thing.close()


class suppress(AbstractContextManager):
    """Ends quietly where one of these exceptions is raised."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc_value, traceback):
        return exc_type is not None and issubclass(exc_type, self._exceptions)


class nullcontext(AbstractContextManager):
    """Does nothing; stands where a context manager is optional."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result


class ExitStack(AbstractContextManager):
    """Context managers and callbacks gathered as a program goes, left in reverse order."""

    def __init__(self):
        self._exits = []

    def pop_all(self):
        """Hand everything over to a new stack."""
        other = type(self)()
        other._exits = self._exits
        self._exits = []
        return other

    def push(self, exit):
        """Take over a context manager that is entered already, or a function like __exit__."""
        if hasattr(type(exit), "__exit__"):
            self._push_exit(exit)
        else:
            self._exits.append(exit)
        return exit

    def enter_context(self, cm):
        cls = type(cm)
        if not hasattr(cls, "__enter__") or not hasattr(cls, "__exit__"):
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support "
                            "the context manager protocol")
        result = cls.__enter__(cm)
        self._push_exit(cm)
        return result

    def callback(self, callback, /, *args, **kwds):
        self._exits.append(lambda exc_type, exc_value, traceback: _call(callback, args, kwds))
        return callback

    def _push_exit(self, cm):
        self._exits.append(lambda exc_type, exc_value, traceback: type(cm).__exit__(cm, exc_type, exc_value, traceback))

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, exc_type, exc_value, traceback):
        outside = sys.exc_info()[1]
        pending = exc_value
        while self._exits:
            leave = self._exits.pop()
            try:
                if pending is None:
                    leave(None, None, None)
                elif leave(type(pending), pending, pending.__traceback__):
                    pending = None
            except BaseException as raised:
                if raised is not pending:
                    _put_behind(raised, pending, outside)
                pending = raised
        if pending is None:
            return exc_value is not None
        if pending is exc_value:
            return False
        context = pending.__context__
        try:
            raise pending
        except BaseException:
            pending.__context__ = context
            raise


def _call(callback, args, kwds):
    callback(*args, **kwds)


def _put_behind(raised, earlier, outside):
    """What was pending is the context of what was raised then, as with nested with statements."""
    while raised.__context__ is not None and raised.__context__ is not outside:
        if raised.__context__ is earlier:
            return
        raised = raised.__context__
    if raised is not earlier:
        raised.__context__ = earlier
