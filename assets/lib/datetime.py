"""Dates, times and spans of time. The local time zone is UTC, and now is the machine's virtual now.

Left out: fold as anything but a stored number.
"""

import _civil
from _time import now_ns

MINYEAR = 1
MAXYEAR = 9999

_SECOND = 1_000_000
_DAY = 86400 * _SECOND


def _in_range(value, least, most, message):
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if not least <= value <= most:
        raise ValueError(message)


def _check_date(year, month, day):
    _in_range(year, MINYEAR, MAXYEAR, f"year {year} is out of range")
    _in_range(month, 1, 12, "month must be in 1..12")
    _in_range(day, 1, _civil.days_in_month(year, month), "day is out of range for month")


def _check_time(hour, minute, second, microsecond, fold):
    _in_range(hour, 0, 23, "hour must be in 0..23")
    _in_range(minute, 0, 59, "minute must be in 0..59")
    _in_range(second, 0, 59, "second must be in 0..59")
    _in_range(microsecond, 0, 999999, "microsecond must be in 0..999999")
    _in_range(fold, 0, 1, "fold must be either 0 or 1")


def _check_tzinfo(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(zone).__name__}'")


def _nearest(numerator, denominator):
    """The quotient as a whole number; a half goes to the even one."""
    quotient, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or 2 * rest == denominator and quotient % 2:
        quotient += 1
    return quotient


def _cannot_compare(a, b):
    raise TypeError(f"can't compare {_kind(a)} to {_kind(b)}")


def _kind(value):
    name = type(value).__name__
    return f"datetime.{name}" if isinstance(value, (date, time, timedelta)) else name


# A pickled date or time is a few bytes, with the fold in the highest bit of the month or the hour.


def _date_bytes(date, fold):
    return date.year.to_bytes(2, "big") + bytes([date.month | fold << 7, date.day])


def _time_bytes(time):
    return bytes([time.hour, time.minute, time.second]) + time.microsecond.to_bytes(3, "big")


def _date_of(data):
    return data[0] << 8 | data[1], data[2], data[3]


def _time_of(data):
    return data[0], data[1], data[2], int.from_bytes(data[3:6], "big")


class timedelta:
    """A span of time: days, seconds within the day, microseconds within the second."""

    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        whole = 0
        fraction = 0.0
        for value, unit, name in ((weeks, 7 * _DAY, "weeks"), (days, _DAY, "days"), (hours, 3600 * _SECOND, "hours"),
                                  (minutes, 60 * _SECOND, "minutes"), (seconds, _SECOND, "seconds"),
                                  (milliseconds, 1000, "milliseconds"), (microseconds, 1, "microseconds")):
            if isinstance(value, int):
                whole += value * unit
            elif isinstance(value, float):
                numerator, denominator = value.as_integer_ratio()
                more, rest = divmod(numerator * unit, denominator)
                whole += more
                fraction += rest / denominator
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if fraction:
            more, denominator = fraction.as_integer_ratio()
            whole = _nearest(whole * denominator + more, denominator)
        self._put(whole)

    def __reduce__(self):
        return type(self), (self.days, self.seconds, self.microseconds)

    def _put(self, microseconds):
        self._total = microseconds
        self.days, rest = divmod(microseconds, _DAY)
        self.seconds, self.microseconds = divmod(rest, _SECOND)
        if not -999999999 <= self.days <= 999999999:
            raise OverflowError(f"days={self.days}; must have magnitude <= 999999999")

    def total_seconds(self):
        return self._total / _SECOND

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (("days", self.days), ("seconds", self.seconds),
                                                       ("microseconds", self.microseconds)) if value]
        return f"datetime.{type(self).__qualname__}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, second = divmod(self.seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02}:{second:02}"
        if self.microseconds:
            text += f".{self.microseconds:06}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return text

    def __add__(self, other):
        return _span(self._total + other._total) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _span(self._total - other._total) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _span(-self._total)

    def __pos__(self):
        return self

    def __abs__(self):
        return _span(abs(self._total))

    def __mul__(self, other):
        if isinstance(other, int):
            return _span(self._total * other)
        if isinstance(other, float):
            numerator, denominator = other.as_integer_ratio()
            return _span(_nearest(self._total * numerator, denominator))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        if isinstance(other, int):
            if other == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            return _span(_nearest(self._total, other) if other > 0 else _nearest(-self._total, -other))
        if isinstance(other, float):
            numerator, denominator = other.as_integer_ratio()
            if numerator == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            if numerator < 0:
                numerator, denominator = -numerator, -denominator
            return _span(_nearest(self._total * denominator, numerator))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total // other._total
        return _span(self._total // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return _span(self._total % other._total) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return (self // other, self % other) if isinstance(other, timedelta) else NotImplemented

    def __eq__(self, other):
        return self._total == other._total if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total < other._total if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total <= other._total if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total > other._total if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total >= other._total if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._total)

    def __bool__(self):
        return self._total != 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _span(microseconds):
    result = timedelta.__new__(timedelta)
    result._put(microseconds)
    return result


timedelta.min = _span(-999999999 * _DAY)
timedelta.max = _span(10 ** 9 * _DAY - 1)
timedelta.resolution = _span(1)


class tzinfo:
    """A time zone; subclasses say what it is."""

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        return dt + dt.utcoffset()


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    sign = "-" if offset._total < 0 else "+"
    seconds, micros = divmod(abs(offset._total), _SECOND)
    text = f"{sign}{seconds // 3600:02}{colon}{seconds // 60 % 60:02}"
    if seconds % 60 or micros:
        text += f"{colon}{seconds % 60:02}"
    return f"{text}.{micros:06}" if micros else text


class timezone(tzinfo):
    """A fixed distance from UTC."""

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {_kind(offset)}")
        if not -_DAY < offset._total < _DAY:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             f"timedelta(hours=24), not {offset!r}.")
        self._offset = offset
        self._name = name

    def __reduce__(self):
        return type(self), (self._offset,) if self._name is None else (self._offset, self._name)

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return f"UTC{_offset_text(self._offset)}" if self._offset else "UTC"

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
UTC = timezone.utc


class date:
    """A day of the calendar."""

    def __init__(self, year, month=None, day=None):
        if month is None and isinstance(year, bytes) and len(year) == 4:
            year, month, day = _date_of(year)
        if month is None or day is None:
            name, place = ("month", 2) if month is None else ("day", 3)
            raise TypeError(f"function missing required argument '{name}' (pos {place})")
        _check_date(year, month, day)
        self.year = year
        self.month = month
        self.day = day

    def __reduce__(self):
        return type(self), (_date_bytes(self, 0),)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(now_ns() // 1_000_000_000)

    @classmethod
    def fromtimestamp(cls, t):
        return cls.fromordinal(_civil.EPOCH + int(t // 86400))

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*_civil.from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        fields = _read_date(date_string)
        if fields is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*fields)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_iso_week(year, week, day))

    def toordinal(self):
        return _civil.ordinal(self.year, self.month, self.day)

    def weekday(self):
        return _civil.weekday(self.year, self.month, self.day)

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        return _iso_calendar_date(_civil.iso_week(self.year, self.month, self.day))

    def isoformat(self):
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def replace(self, year=None, month=None, day=None):
        return type(self)(self.year if year is None else year, self.month if month is None else month,
                          self.day if day is None else day)

    def _moment(self):
        return _civil.Moment(self.year, self.month, self.day)

    def strftime(self, format):
        return _civil.format(format, self._moment())

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S ") + f"{self.year:04}"

    def timetuple(self):
        return _struct_time(self, 0, 0, 0, -1)

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def __repr__(self):
        return f"datetime.{type(self).__qualname__}({self.year}, {self.month}, {self.day})"

    def __str__(self):
        return self.isoformat()

    def _day(self, other):
        """The other's place in the calendar, or None if it is no plain date."""
        return other.toordinal() if isinstance(other, date) and not isinstance(other, datetime) else None

    def __eq__(self, other):
        day = self._day(other)
        return NotImplemented if day is None else self.toordinal() == day

    def __lt__(self, other):
        if isinstance(other, datetime):
            _cannot_compare(other, self)
        day = self._day(other)
        return NotImplemented if day is None else self.toordinal() < day

    def __le__(self, other):
        if isinstance(other, datetime):
            _cannot_compare(other, self)
        day = self._day(other)
        return NotImplemented if day is None else self.toordinal() <= day

    def __gt__(self, other):
        if isinstance(other, datetime):
            _cannot_compare(other, self)
        day = self._day(other)
        return NotImplemented if day is None else self.toordinal() > day

    def __ge__(self, other):
        if isinstance(other, datetime):
            _cannot_compare(other, self)
        day = self._day(other)
        return NotImplemented if day is None else self.toordinal() >= day

    def __hash__(self):
        return hash((self.year, self.month, self.day))

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        number = self.toordinal() + other.days
        if not 1 <= number <= 3652059:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(number)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        day = self._day(other)
        return NotImplemented if day is None else timedelta(self.toordinal() - day)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


def _struct_time(day, hour, minute, second, is_dst):
    from time import struct_time
    return struct_time((day.year, day.month, day.day, hour, minute, second, day.weekday(),
                        _civil.day_of_year(day.year, day.month, day.day), is_dst))


_iso_calendar_classes = []


def _iso_calendar_date(fields):
    if not _iso_calendar_classes:
        from collections import namedtuple
        shape = namedtuple("IsoCalendarDate", ["year", "week", "weekday"], module="datetime")
        shape.__repr__ = lambda self: (f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, "
                                       f"weekday={self[2]})")
        _iso_calendar_classes.append(shape)
    return _iso_calendar_classes[0](*fields)


def _from_iso_week(year, week, day):
    _in_range(year, MINYEAR, MAXYEAR, f"Year is out of range: {year}")
    # 28 December is always in the last week of its year.
    _in_range(week, 1, _civil.iso_week(year, 12, 28)[1], f"Invalid week: {week}")
    _in_range(day, 1, 7, f"Invalid weekday: {day} (range is [1, 7])")
    fourth = _civil.ordinal(year, 1, 4)
    monday = fourth - (fourth + 6) % 7
    return _civil.from_ordinal(monday + (week - 1) * 7 + day - 1)


class time:
    """A time of day."""

    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, bytes) and len(hour) == 6:
            tzinfo = minute or None
            hour, minute, second, microsecond = _time_of(hour)
            hour, fold = hour & 127, hour >> 7
        _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.tzinfo = tzinfo
        self.fold = fold

    def __reduce__(self):
        data = bytes([self.hour | self.fold << 7]) + _time_bytes(self)[1:]
        return type(self), (data,) if self.tzinfo is None else (data, self.tzinfo)

    @classmethod
    def fromisoformat(cls, time_string):
        fields = _read_time(time_string.removeprefix("T"))
        if fields is None:
            raise ValueError(f"Invalid isoformat string: {time_string!r}")
        return cls(*fields)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(None)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(None)

    def isoformat(self, timespec="auto"):
        return _clock_text(self, timespec) + _offset_text(self.utcoffset())

    def strftime(self, format):
        return _civil.format(format, _civil.Moment(1900, 1, 1, self.hour, self.minute, self.second, self.microsecond,
                                                   offset=_offset_text(self.utcoffset(), ""),
                                                   zone=self.tzname() or ""))

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self.hour if hour is None else hour, self.minute if minute is None else minute,
                          self.second if second is None else second,
                          self.microsecond if microsecond is None else microsecond,
                          self.tzinfo if tzinfo is True else tzinfo, fold=self.fold if fold is None else fold)

    def __repr__(self):
        return f"datetime.{type(self).__qualname__}({', '.join(_clock_arguments(self, 2))})"

    def __str__(self):
        return self.isoformat()

    def _place(self):
        """Microseconds since midnight, in UTC if the offset is known."""
        offset = self.utcoffset()
        place = ((self.hour * 60 + self.minute) * 60 + self.second) * _SECOND + self.microsecond
        return place if offset is None else place - offset._total

    def _comparable(self, other):
        if not isinstance(other, time):
            return False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return True

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._place() == other._place()

    def __lt__(self, other):
        return self._place() < other._place() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._place() <= other._place() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._place() > other._place() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._place() >= other._place() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._place())

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


def _clock_text(t, timespec):
    match timespec:
        case "hours":
            return f"{t.hour:02}"
        case "minutes":
            return f"{t.hour:02}:{t.minute:02}"
        case "auto" | "seconds" | "milliseconds" | "microseconds":
            text = f"{t.hour:02}:{t.minute:02}:{t.second:02}"
            if timespec == "milliseconds":
                return f"{text}.{t.microsecond // 1000:03}"
            if timespec == "microseconds" or timespec == "auto" and t.microsecond:
                return f"{text}.{t.microsecond:06}"
            return text
    raise ValueError("Unknown timespec value")


def _clock_arguments(t, least):
    """What repr shows of the clock: seconds and microseconds only if there are any."""
    shown = [str(t.hour), str(t.minute), str(t.second), str(t.microsecond)]
    while len(shown) > least and shown[-1] == "0":
        shown.pop()
    if t.tzinfo is not None:
        shown.append(f"tzinfo={t.tzinfo!r}")
    if t.fold:
        shown.append(f"fold={t.fold}")
    return shown


class datetime(date):
    """A day and a time of day, in a time zone or none."""

    def __init__(self, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(year, bytes) and len(year) == 10:
            tzinfo = month
            hour, minute, second, microsecond = _time_of(year[4:])
            year, month, day = _date_of(year)
            month, fold = month & 127, month >> 7
        if month is None or day is None:
            name, place = ("month", 2) if month is None else ("day", 3)
            raise TypeError(f"function missing required argument '{name}' (pos {place})")
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.tzinfo = tzinfo
        self.fold = fold

    def __reduce__(self):
        data = _date_bytes(self, self.fold) + _time_bytes(self)
        return type(self), (data,) if self.tzinfo is None else (data, self.tzinfo)

    @classmethod
    def _from_microseconds(cls, place, tzinfo=None):
        """From microseconds since the first day of the calendar's year 0."""
        days, rest = divmod(place, _DAY)
        if not 1 <= days <= 3652059:
            raise OverflowError("date value out of range")
        year, month, day = _civil.from_ordinal(days)
        seconds, microsecond = divmod(rest, _SECOND)
        return cls(year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond, tzinfo)

    def _microseconds(self):
        seconds = (self.hour * 60 + self.minute) * 60 + self.second
        return self.toordinal() * _DAY + seconds * _SECOND + self.microsecond

    @classmethod
    def _at(cls, microseconds_since_epoch, tz):
        place = _civil.EPOCH * _DAY + microseconds_since_epoch
        if tz is None:
            return cls._from_microseconds(place)
        _check_tzinfo(tz)
        return tz.fromutc(cls._from_microseconds(place, tz))

    @classmethod
    def now(cls, tz=None):
        return cls._at(now_ns() // 1000, tz)

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        whole = int(timestamp // 1)
        return cls._at(whole * _SECOND + round((timestamp - whole) * 1e6), tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def strptime(cls, date_string, format):
        m, offset = _civil.parse(date_string, format)
        zone = None
        if offset is not None:
            zone = timezone(timedelta(seconds=offset), m.zone or None) if offset or m.zone else timezone.utc
        return cls(m.year, m.month, m.day, m.hour, m.minute, m.second, m.microsecond, zone)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        day, clock = _split_iso(date_string)
        fields = _read_date(day)
        rest = () if clock is None else _read_time(clock)
        if fields is None or rest is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*fields, *rest)

    def date(self):
        return _plain_date(self.year, self.month, self.day)

    def time(self):
        return _plain_time(self.hour, self.minute, self.second, self.microsecond, fold=self.fold)

    def timetz(self):
        return _plain_time(self.hour, self.minute, self.second, self.microsecond, self.tzinfo, fold=self.fold)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(self)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)

    def _utc_microseconds(self):
        offset = self.utcoffset()
        return self._microseconds() - (0 if offset is None else offset._total)

    def timestamp(self):
        return (self._utc_microseconds() - _civil.EPOCH * _DAY) / _SECOND

    def astimezone(self, tz=None):
        tz = timezone.utc if tz is None else tz
        if not isinstance(tz, tzinfo):
            raise TypeError(f"tz argument must be an instance of tzinfo, not {type(tz).__name__}")
        if tz is self.tzinfo:
            return self
        return tz.fromutc(type(self)._from_microseconds(self._utc_microseconds(), tz))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        return type(self)(self.year if year is None else year, self.month if month is None else month,
                          self.day if day is None else day, self.hour if hour is None else hour,
                          self.minute if minute is None else minute, self.second if second is None else second,
                          self.microsecond if microsecond is None else microsecond,
                          self.tzinfo if tzinfo is True else tzinfo, fold=self.fold if fold is None else fold)

    def isoformat(self, sep="T", timespec="auto"):
        return f"{date.isoformat(self)}{sep}{_clock_text(self, timespec)}{_offset_text(self.utcoffset())}"

    def _moment(self):
        return _civil.Moment(self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond,
                             offset=_offset_text(self.utcoffset(), ""), zone=self.tzname() or "")

    def timetuple(self):
        dst = self.dst()
        return _struct_time(self, self.hour, self.minute, self.second, -1 if dst is None else 1 if dst else 0)

    def utctimetuple(self):
        moment = type(self)._from_microseconds(self._utc_microseconds())
        return _struct_time(moment, moment.hour, moment.minute, moment.second, 0)

    def __repr__(self):
        shown = [str(self.year), str(self.month), str(self.day), *_clock_arguments(self, 2)]
        return f"datetime.{type(self).__qualname__}({', '.join(shown)})"

    def __str__(self):
        return self.isoformat(" ")

    def _is_aware(self):
        return self.utcoffset() is not None

    def _comparable(self, other):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                _cannot_compare(self, other)
            return False
        if self._is_aware() != other._is_aware():
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return True

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return False if isinstance(other, date) else NotImplemented
        return self._is_aware() == other._is_aware() and self._utc_microseconds() == other._utc_microseconds()

    def __lt__(self, other):
        return self._utc_microseconds() < other._utc_microseconds() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._utc_microseconds() <= other._utc_microseconds() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._utc_microseconds() > other._utc_microseconds() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._utc_microseconds() >= other._utc_microseconds() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._utc_microseconds())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._from_microseconds(self._microseconds() + other._total, self.tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if self._is_aware() != other._is_aware():
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _span(self._utc_microseconds() - other._utc_microseconds())


# Inside the class these names are its methods.
_plain_date = date
_plain_time = time

datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


# ISO 8601

def _split_iso(text):
    """The date and the clock (None if there is none) of a text; any one character may stand between them."""
    if "W" in text[4:6]:
        length = 8 if text[4] == "-" else 7
        if text[length:length + 1] == "-" and text[length + 1:length + 2].isdigit():
            length += 2
        elif text[4] == "W" and text[length:length + 1].isdigit():
            length += 1
    else:
        length = 10 if text[4:5] == "-" else 8
    return text[:length], text[length + 1:] if len(text) > length else None


def _read_date(text):
    digits = text.replace("-", "")
    if "W" in text:
        shape = "".join(["d" if letter.isdigit() else letter for letter in text])
        if shape not in ("dddd-Wdd-d", "dddd-Wdd", "ddddWddd", "ddddWdd"):
            return None
        return _from_iso_week(int(digits[:4]), int(digits[5:7]), int(digits[7:] or 1))
    if len(digits) != 8 or not digits.isdigit() or text not in (digits, f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"):
        return None
    return int(digits[:4]), int(digits[4:6]), int(digits[6:])


def _read_clock(text):
    """[hour, minute, second, microsecond] of 10:20:30.5 or 102030,5; None if it is neither."""
    whole, point, fraction = text.replace(",", ".").partition(".")
    parts = whole.split(":") if ":" in whole else [whole[i:i + 2] for i in range(0, len(whole), 2)]
    if not 1 <= len(parts) <= 3 or point and len(parts) < 3:
        return None
    if any([len(part) != 2 or not part.isdigit() for part in parts]):
        return None
    if point and not fraction.isdigit():
        return None
    numbers = [int(part) for part in parts] + [0] * (3 - len(parts))
    return [*numbers, int(fraction[:6].ljust(6, "0"))]


def _read_time(text):
    """(hour, minute, second, microsecond, zone) or None."""
    for place, letter in enumerate(text):
        if letter in "+-Z":
            break
    else:
        place = len(text)
    numbers = _read_clock(text[:place])
    if numbers is None:
        return None
    zone = None
    if text[place:] == "Z":
        zone = timezone.utc
    elif place < len(text):
        distance = _read_clock(text[place + 1:])
        if distance is None or text[place] == "Z":
            return None
        offset = timedelta(hours=distance[0], minutes=distance[1], seconds=distance[2], microseconds=distance[3])
        zone = timezone(-offset if text[place] == "-" else offset) if offset else timezone.utc
    return (*numbers, zone)
