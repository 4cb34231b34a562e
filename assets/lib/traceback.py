"""Tracebacks as text: print_exc, format_exc, print_exception, format_exception and their parts.

Left out: the call stack without an exception (print_stack, extract_stack), StackSummary, limit.
"""

import sys
import _traceback

_ABSENT = object()


def _exception_of(exc, value):
    """The functions take the exception alone, or its type and itself."""
    return exc if value is _ABSENT else value


def format_exception(exc, /, value=_ABSENT, tb=_ABSENT, limit=None, chain=True):
    exception = _exception_of(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    return _traceback.format(exception)


def print_exception(exc, /, value=_ABSENT, tb=_ABSENT, limit=None, file=None, chain=True):
    text = "".join(format_exception(exc, value))
    (sys.stderr if file is None else file).write(text)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1]))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], file=file)


def format_exception_only(exc, /, value=_ABSENT):
    """The last lines: what was raised."""
    exception = _exception_of(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    kind = type(exception)
    name = kind.__qualname__
    if kind.__module__ not in ("__main__", "builtins"):
        name = f"{kind.__module__}.{name}"
    text = str(exception)
    lines = [f"{name}: {text}\n" if text else f"{name}\n"]
    return lines + [f"{note}\n" for note in getattr(exception, "__notes__", ())]


def _stack_lines(exception):
    """The lines about places, of this exception alone and without the heading."""
    lines = "".join(_traceback.format(exception)).splitlines(keepends=True)
    start = 0
    for place, line in enumerate(lines):
        if line.startswith("Traceback (most recent call last):"):
            start = place + 1
    end = start
    while end < len(lines) and lines[end].startswith("  "):
        end += 1
    return lines[start:end]


def format_tb(tb, limit=None):
    """The places of the exception being handled."""
    exception = sys.exc_info()[1]
    return [] if tb is None or exception is None else _entries(_stack_lines(exception))


def _entries(lines):
    """One text for each place: its File line and what follows it."""
    entries = []
    for line in lines:
        if line.startswith("  File ") or not entries:
            entries.append(line)
        else:
            entries[-1] += line
    return entries


def print_tb(tb, limit=None, file=None):
    (sys.stderr if file is None else file).write("".join(format_tb(tb)))


class TracebackException:
    """An exception made ready for printing."""

    def __init__(self, exc_type, exc_value, exc_traceback, **options):
        self.exc_type = exc_type
        self._lines = format_exception(exc_value)
        self._last = format_exception_only(exc_value)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__)

    def format(self, *, chain=True):
        yield from self._lines

    def format_exception_only(self):
        yield from self._last

    def __str__(self):
        return "".join(self._last).rstrip("\n")
