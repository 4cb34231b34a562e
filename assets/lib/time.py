"""The clocks, and times as text. The machine's clocks are virtual; the time zone is UTC.

Left out: tzset, clock_settime, pthread_getcpuclockid.
"""

import _civil
from _time import monotonic_ns, perf_counter_ns, process_time_ns, sleep, thread_time_ns, time_ns

timezone = 0
altzone = 0
daylight = 0
tzname = ("UTC", "UTC")

CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1
CLOCK_PROCESS_CPUTIME_ID = 2
CLOCK_THREAD_CPUTIME_ID = 3


def time():
    return time_ns() / 1_000_000_000


def monotonic():
    return monotonic_ns() / 1_000_000_000


def perf_counter():
    return monotonic_ns() / 1_000_000_000


def process_time():
    return process_time_ns() / 1_000_000_000


def thread_time():
    return thread_time_ns() / 1_000_000_000


def clock_gettime_ns(clock):
    clocks = (time_ns, monotonic_ns, process_time_ns, thread_time_ns)
    if not 0 <= clock < len(clocks):
        raise OSError(22, "Invalid argument")
    return clocks[clock]()


def clock_gettime(clock):
    return clock_gettime_ns(clock) / 1_000_000_000


class struct_time(tuple):
    """A broken-down time: nine items, each also under its name; tm_zone and tm_gmtoff beside them."""

    tm_zone = "UTC"
    tm_gmtoff = 0

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])

    def __new__(cls, sequence):
        items = tuple(sequence)
        if len(items) < 9:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(items)}-sequence given)")
        if len(items) > 11:
            raise TypeError(f"time.struct_time() takes an at most 11-sequence ({len(items)}-sequence given)")
        return tuple.__new__(cls, items[:9])

    def __repr__(self):
        names = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")
        fields = ", ".join([f"{name}={value!r}" for name, value in zip(names, self)])
        return f"time.struct_time({fields})"


def localtime(seconds=None):
    if seconds is None:
        seconds = time_ns() // 1_000_000_000
    days, second = divmod(int(seconds // 1), 86400)
    year, month, day = _civil.from_ordinal(_civil.EPOCH + days)
    return struct_time((year, month, day, second // 3600, second // 60 % 60, second % 60,
                        (days + 3) % 7, _civil.day_of_year(year, month, day), 0))


def gmtime(seconds=None):
    result = localtime(seconds)
    result.tm_zone = "GMT"
    return result


def mktime(t):
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    year, month, day, hour, minute, second = t[:6]
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    days = _civil.ordinal(year, month, 1) + day - 1 - _civil.EPOCH
    return float(((days * 24 + hour) * 60 + minute) * 60 + second)


def _moment(t):
    if t is None:
        t = localtime()
    elif not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    year, month, day, hour, minute, second, day_of_week, yearday = t[:8]
    return _civil.Moment(year, month or 1, day or 1, hour, minute, second, 0, day_of_week, yearday or 1, "+0000",
                         getattr(t, "tm_zone", "UTC"))


def strftime(format, t=None):
    # Only datetime knows %f.
    return _civil.format(format.replace("%f", "%%f"), _moment(t))


def asctime(t=None):
    return _civil.format("%a %b %e %H:%M:%S %Y", _moment(t))


def ctime(seconds=None):
    return asctime(localtime(seconds))


def strptime(text, format="%a %b %d %H:%M:%S %Y"):
    moment, offset = _civil.parse(text, format)
    return struct_time((moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second,
                        moment.day_of_week, moment.yearday, 0 if moment.zone else -1))
