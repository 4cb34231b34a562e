"""Fraction: exact quotients of whole numbers.

Left out: Decimal and complex numbers, and format specs.
"""

from math import gcd
import numbers


class Fraction(numbers.Rational):
    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            numerator, denominator = cls._parts_of(numerator)
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            above, below = cls._parts_of(numerator), cls._parts_of(denominator)
            numerator, denominator = above[0] * below[1], above[1] * below[0]
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        common = gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        self = object.__new__(cls)
        self._numerator = numerator // common
        self._denominator = denominator // common
        return self

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)

    @classmethod
    def _parts_of(cls, value):
        if isinstance(value, int):
            return int(value), 1
        if isinstance(value, float) or isinstance(value, Fraction):
            return value.as_integer_ratio()
        if isinstance(value, str):
            return _parse(value)
        raise TypeError("argument should be a string or a Rational instance")

    @classmethod
    def from_float(cls, f):
        return cls(*f.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction with a denominator no greater."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # The convergents of the continued fraction; p1/q1 is the last whose denominator fits.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            whole = n // d
            if q0 + whole * q1 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + whole * p1, q0 + whole * q1
            n, d = d, n - whole * d
        steps = (max_denominator - q0) // q1
        between = Fraction(p0 + steps * p1, q0 + steps * q1)
        last = Fraction(p1, q1)
        return last if abs(last - self) <= abs(between - self) else between

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def _combine(self, other, exact, inexact):
        """With a whole number or a fraction exactly, with a float as floats."""
        if isinstance(other, (int, Fraction)):
            return Fraction(*exact(self._numerator, self._denominator, *other.as_integer_ratio()))
        return inexact(float(self), other) if isinstance(other, float) else NotImplemented

    def __add__(self, other):
        return self._combine(other, lambda a, b, c, d: (a * d + c * b, b * d), lambda x, y: x + y)

    __radd__ = __add__

    def __sub__(self, other):
        return self._combine(other, lambda a, b, c, d: (a * d - c * b, b * d), lambda x, y: x - y)

    def __rsub__(self, other):
        return self._combine(other, lambda a, b, c, d: (c * b - a * d, b * d), lambda x, y: y - x)

    def __mul__(self, other):
        return self._combine(other, lambda a, b, c, d: (a * c, b * d), lambda x, y: x * y)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._combine(other, lambda a, b, c, d: (a * d, b * c), lambda x, y: x / y)

    def __rtruediv__(self, other):
        return self._combine(other, lambda a, b, c, d: (c * b, d * a), lambda x, y: y / x)

    def __floordiv__(self, other):
        if isinstance(other, (int, Fraction)):
            c, d = other.as_integer_ratio()
            return (self._numerator * d) // (self._denominator * c)
        return float(self) // other if isinstance(other, float) else NotImplemented

    def __rfloordiv__(self, other):
        if isinstance(other, int):
            return (other * self._denominator) // self._numerator
        return other // float(self) if isinstance(other, float) else NotImplemented

    def __mod__(self, other):
        if isinstance(other, (int, Fraction)):
            return self - other * (self // other)
        return float(self) % other if isinstance(other, float) else NotImplemented

    def __rmod__(self, other):
        if isinstance(other, int):
            return other - self * (other // self)
        return other % float(self) if isinstance(other, float) else NotImplemented

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, exponent):
        if isinstance(exponent, Fraction) and exponent._denominator == 1:
            exponent = exponent._numerator
        if isinstance(exponent, int):
            if exponent >= 0:
                return Fraction(self._numerator ** exponent, self._denominator ** exponent)
            if self._numerator == 0:
                raise ZeroDivisionError(f"Fraction({self._denominator ** -exponent}, 0)")
            return Fraction(self._denominator ** -exponent, self._numerator ** -exponent)
        return float(self) ** float(exponent)

    def __rpow__(self, base):
        if self._denominator == 1:
            return base ** self._numerator
        return base ** float(self)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __pos__(self):
        return Fraction(self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __int__(self):
        return _toward_zero(self._numerator, self._denominator)

    __trunc__ = __int__

    def __float__(self):
        return self._numerator / self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            up = 2 * rest > self._denominator or 2 * rest == self._denominator and whole % 2
            return whole + 1 if up else whole
        shift = Fraction(10) ** ndigits
        return Fraction(round(self * shift)) / shift

    def __bool__(self):
        return self._numerator != 0

    def __hash__(self):
        # Equal numbers have equal hashes, and a float is a fraction too: modulo the same prime.
        prime = 2 ** 61 - 1
        if self._denominator == 1:
            return hash(self._numerator)
        if self._denominator % prime == 0:
            value = 314159
        else:
            value = abs(self._numerator) * pow(self._denominator, prime - 2, prime) % prime
        value = -value if self._numerator < 0 else value
        return -2 if value == -1 else value

    def _compare(self, other, compare):
        if isinstance(other, (int, Fraction)):
            c, d = other.as_integer_ratio()
            return compare(self._numerator * d, c * self._denominator)
        if isinstance(other, float):
            if other != other or other in (float("inf"), float("-inf")):
                return compare(0.0, other)
            return self._compare(Fraction(other), compare)
        return NotImplemented

    def __eq__(self, other):
        return self._compare(other, lambda a, b: a == b)

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _toward_zero(numerator, denominator):
    return numerator // denominator if numerator >= 0 else -(-numerator // denominator)


def _parse(text):
    """"3/4", "-1.5e3", " 7 "."""
    above, slash, below = text.strip().partition("/")
    if slash:
        if _is_whole(above) and below.isdigit():
            return int(above), int(below)
    else:
        number, _, exponent = above.lower().partition("e")
        whole, _, fraction = number.partition(".")
        digits = whole.lstrip("+-") + fraction
        if (digits.isdigit() and (whole in ("", "+", "-") or _is_whole(whole)) and
                (_is_whole(exponent) or "e" not in above.lower())):
            power = int(exponent or 0) - len(fraction)
            value = int(digits) * (-1 if whole.startswith("-") else 1)
            return (value * 10 ** power, 1) if power >= 0 else (value, 10 ** -power)
    raise ValueError(f"Invalid literal for Fraction: {text!r}")


def _is_whole(text):
    return text[1:].isdigit() if text[:1] in ("+", "-") else text.isdigit()
