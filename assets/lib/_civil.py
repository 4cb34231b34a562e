"""The calendar that `time` and `datetime` share: days, words for them, and text both ways.

Proleptic Gregorian, English names as in the C locale, no time zone but UTC.
Left out of `parse`: week numbers (%U, %W, %G, %V).
"""

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July",
               "August", "September", "October", "November", "December")
MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
EPOCH = 719163  # the ordinal of 1 January 1970


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year, month):
    return 29 if month == 2 and is_leap(year) else MONTH_LENGTHS[month - 1]


def days_before_year(year):
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400


def day_of_year(year, month, day):
    days = day
    for earlier in range(1, month):
        days += days_in_month(year, earlier)
    return days


def ordinal(year, month, day):
    """Days since 31 December of year 0, so that 1 January of year 1 is 1."""
    return days_before_year(year) + day_of_year(year, month, day)


def from_ordinal(number):
    """The (year, month, day) of an ordinal."""
    year = number * 400 // 146097 + 1
    while days_before_year(year) >= number:
        year -= 1
    day = number - days_before_year(year)
    month = 1
    while day > days_in_month(year, month):
        day -= days_in_month(year, month)
        month += 1
    return year, month, day


def weekday(year, month, day):
    """Monday is 0."""
    return (ordinal(year, month, day) + 6) % 7


def iso_week(year, month, day):
    """(ISO year, week 1 to 53, weekday 1 to 7): a week belongs to the year of its Thursday."""
    number = ordinal(year, month, day)
    thursday = number - (number + 6) % 7 + 3
    iso_year = from_ordinal(thursday)[0]
    week = (thursday - days_before_year(iso_year) - 1) // 7 + 1
    return iso_year, week, (number + 6) % 7 + 1


class Moment:
    """A broken-down time as `format` wants it and `parse` gives it."""

    def __init__(self, year=1900, month=1, day=1, hour=0, minute=0, second=0,
                 microsecond=0, day_of_week=None, yearday=None, offset="", zone=""):
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.day_of_week = weekday(year, month, day) if day_of_week is None else day_of_week
        self.yearday = day_of_year(year, month, day) if yearday is None else yearday
        self.offset = offset
        self.zone = zone


COMPOSED = {
    "c": "%a %b %e %H:%M:%S %Y",
    "x": "%m/%d/%y",
    "D": "%m/%d/%y",
    "X": "%H:%M:%S",
    "T": "%H:%M:%S",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
    "F": "%Y-%m-%d",
}


def format(pattern, moment):
    """`strftime`. A directive nobody knows stays as it is written."""
    parts = []
    at = 0
    while at < len(pattern):
        percent = pattern.find("%", at)
        if percent < 0 or percent == len(pattern) - 1:
            parts.append(pattern[at:])
            break
        parts.append(pattern[at:percent])
        at = percent + 2
        letter = pattern[percent + 1]
        flag = ""
        if letter in "-_0" and at < len(pattern):
            flag = letter
            letter = pattern[at]
            at += 1
        text = directive(letter, moment)
        if text is None:
            text = pattern[percent:at]
        elif flag == "-":
            text = text.lstrip("0 ") or "0"
        elif flag == "_":
            text = (text.lstrip("0") or "0").rjust(len(text))
        parts.append(text)
    return "".join(parts)


def directive(letter, m):
    """The text of one directive, or None."""
    if letter in COMPOSED:
        return format(COMPOSED[letter], m)
    match letter:
        case "Y": return str(m.year)
        case "m": return f"{m.month:02}"
        case "d": return f"{m.day:02}"
        case "H": return f"{m.hour:02}"
        case "M": return f"{m.minute:02}"
        case "S": return f"{m.second:02}"
        case "f": return f"{m.microsecond:06}"
        case "y": return f"{m.year % 100:02}"
        case "C": return f"{m.year // 100:02}"
        case "I": return f"{(m.hour + 11) % 12 + 1:02}"
        case "p": return "PM" if m.hour >= 12 else "AM"
        case "a": return DAY_NAMES[m.day_of_week][:3]
        case "A": return DAY_NAMES[m.day_of_week]
        case "b" | "h": return MONTH_NAMES[m.month - 1][:3]
        case "B": return MONTH_NAMES[m.month - 1]
        case "e": return f"{m.day:2}"
        case "j": return f"{m.yearday:03}"
        case "w": return str((m.day_of_week + 1) % 7)
        case "u": return str(m.day_of_week + 1)
        case "U": return f"{(m.yearday + 6 - (m.day_of_week + 1) % 7) // 7:02}"
        case "W": return f"{(m.yearday + 6 - m.day_of_week) // 7:02}"
        case "G": return str(iso_week(m.year, m.month, m.day)[0])
        case "g": return f"{iso_week(m.year, m.month, m.day)[0] % 100:02}"
        case "V": return f"{iso_week(m.year, m.month, m.day)[1]:02}"
        case "z": return m.offset
        case "Z": return m.zone
        case "s": return str(seconds_since_epoch(m))
        case "n": return "\n"
        case "t": return "\t"
        case "%": return "%"
    return None


def seconds_since_epoch(m):
    days = ordinal(m.year, m.month, m.day) - EPOCH
    return ((days * 24 + m.hour) * 60 + m.minute) * 60 + m.second


class Parser:
    """Reads a text along a pattern; the fields found collect in `found`."""

    LIMITS = {"d": 31, "H": 23, "I": 12, "m": 12, "M": 59, "S": 61, "y": 99, "j": 366, "w": 6, "u": 7}
    WIDTHS = {"j": 3, "w": 1, "u": 1}
    FROM_ONE = "dImju"

    def __init__(self, text, pattern):
        self.text = text
        self.pattern = pattern
        self.at = 0
        self.found = {}

    def fail(self):
        raise ValueError(f"time data {self.text!r} does not match format {self.pattern!r}")

    def read(self, pattern):
        position = 0
        while position < len(pattern):
            letter = pattern[position]
            position += 1
            if letter.isspace():
                self.space()
                while position < len(pattern) and pattern[position].isspace():
                    position += 1
            elif letter != "%":
                self.literal(letter)
            elif position == len(pattern):
                raise ValueError(f"stray % in format {self.pattern!r}")
            else:
                self.field(pattern[position])
                position += 1

    def space(self):
        if not self.text[self.at:self.at + 1].isspace():
            self.fail()
        while self.text[self.at:self.at + 1].isspace():
            self.at += 1

    def literal(self, letter):
        if self.text[self.at:self.at + 1].lower() != letter.lower():
            self.fail()
        self.at += 1

    def field(self, letter):
        if letter == "%":
            self.literal("%")
        elif letter == "c":
            self.read("%a %b %d %H:%M:%S %Y")
        elif letter in "xX":
            self.read(COMPOSED[letter])
        elif letter == "Y":
            self.found["Y"] = self.digits(4, 4)
        elif letter == "f":
            start = self.at
            value = self.digits(1, 6)
            self.found["f"] = value * 10 ** (6 - (self.at - start))
        elif letter in self.LIMITS:
            self.found[letter] = self.bounded(letter)
        elif letter == "a":
            self.found["a"] = self.word([name[:3] for name in DAY_NAMES])
        elif letter == "A":
            self.found["a"] = self.word(DAY_NAMES)
        elif letter == "b":
            self.found["m"] = self.word([name[:3] for name in MONTH_NAMES]) + 1
        elif letter == "B":
            self.found["m"] = self.word(MONTH_NAMES) + 1
        elif letter == "p":
            self.found["p"] = self.word(("AM", "PM"))
        elif letter == "Z":
            self.found["Z"] = ("UTC", "GMT")[self.word(("UTC", "GMT"))]
        elif letter == "z":
            self.found["z"] = self.offset()
        else:
            raise ValueError(f"{letter!r} is a bad directive in format {self.pattern!r}")

    def digits(self, least, most):
        end = self.at
        while end < len(self.text) and end - self.at < most and self.text[end].isdigit():
            end += 1
        if end - self.at < least:
            self.fail()
        value = int(self.text[self.at:end])
        self.at = end
        return value

    def bounded(self, letter):
        """As many digits as stay within the directive's limit, so that 45 is no day but 4 is."""
        if letter == "d" and self.text[self.at:self.at + 1] == " ":
            self.at += 1
        start = self.at
        width = self.WIDTHS.get(letter, 2)
        least = 2 if letter == "y" else 1
        while True:
            self.at = start
            value = self.digits(least, width)
            if value <= self.LIMITS[letter] and (value > 0 or letter not in self.FROM_ONE):
                return value
            width = self.at - start - 1
            if width < least:
                self.fail()

    def word(self, words):
        rest = self.text[self.at:].lower()
        for index, word in enumerate(words):
            if rest.startswith(word.lower()):
                self.at += len(word)
                return index
        self.fail()

    def offset(self):
        """Seconds (and a fraction) east of UTC: +HH:MM, +HHMM, with optional seconds, or Z."""
        sign = self.text[self.at:self.at + 1]
        if sign == "Z":
            self.at += 1
            return 0
        if sign not in ("+", "-"):
            self.fail()
        self.at += 1
        seconds = self.digits(2, 2) * 3600
        colon = self.text[self.at:self.at + 1] == ":"
        self.at += colon
        seconds += self.digits(2, 2) * 60
        rest = self.text[self.at + colon:self.at + colon + 2]
        if (not colon or self.text[self.at:self.at + 1] == ":") and len(rest) == 2 and rest.isdigit():
            self.at += colon
            seconds += self.digits(2, 2)
        return -seconds if sign == "-" else seconds


def parse(text, pattern):
    """`strptime`: a Moment, and the offset in seconds or None."""
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(text).__name__}")
    parser = Parser(text, pattern)
    parser.read(pattern)
    if parser.at < len(text):
        raise ValueError(f"unconverted data remains: {text[parser.at:]}")
    return moment_of(parser.found), parser.found.get("z")


def moment_of(found):
    year = found.get("Y")
    if year is None and "y" in found:
        year = found["y"] + (2000 if found["y"] <= 68 else 1900)
    # 29 February without a year is taken as one of a leap year, and told as 1900.
    told = 1900 if year is None else year
    if year is None:
        year = 1904 if found.get("m") == 2 and found.get("d") == 29 else 1900
    month = found.get("m", 1)
    day = found.get("d", 1)
    if "j" in found and "m" not in found and "d" not in found:
        year, month, day = from_ordinal(days_before_year(year) + found["j"])
    if day > days_in_month(year, month):
        raise ValueError("day is out of range for month")
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + 12 * found.get("p", 0)
    moment = Moment(year, month, day, hour, found.get("M", 0), found.get("S", 0), found.get("f", 0),
                    day_of_week=found.get("a"), zone=found.get("Z", ""))
    moment.year = told
    return moment
