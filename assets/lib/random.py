"""Random numbers: for the same seed the very numbers of CPython 3.11.

An unseeded generator takes its seed from the run, so that a run can be repeated.
Left out: SystemRandom.
"""

import os

import _random
from math import acos, cos, exp, log, pi, sin, sqrt

_TWO_PI = 2.0 * pi
_NORMAL_SCALE = 4 * exp(-0.5) / sqrt(2.0)
_LOG_4 = log(4.0)
_GAMMA_SHIFT = 1.0 + log(4.5)
_E = exp(1.0)


class Random:
    """A generator of its own; the module's functions are the methods of a shared one."""

    VERSION = 3

    def __init__(self, x=None):
        self._generator = _random.Random()
        self.seed(x)

    def seed(self, a=None, version=2):
        self.gauss_next = None
        if isinstance(a, (str, bytes, bytearray)):
            if version != 2:
                raise ValueError("only seeding of version 2 is supported")
            a = _number_of_text(a)
        elif isinstance(a, float):
            a = _hash_of_float(a)
        elif a is not None and not isinstance(a, int):
            raise TypeError("The only supported seed types are: None,\n"
                            "int, float, str, bytes, and bytearray.")
        self._generator.seed(None if a is None else abs(int(a)))

    def getstate(self):
        return self.VERSION, self._generator.getstate(), self.gauss_next

    def setstate(self, state):
        version, inner, gauss_next = state
        if version != self.VERSION:
            raise ValueError(f"state with version {version} passed to Random.setstate() of version {self.VERSION}")
        self._generator.setstate(inner)
        self.gauss_next = gauss_next

    def __reduce__(self):
        return type(self), (), self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def random(self):
        """A float in [0.0, 1.0)."""
        return self._generator.random()

    def getrandbits(self, k):
        return self._generator.getrandbits(k)

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    # Whole numbers.

    def _randbelow(self, n):
        """A whole number in [0, n): bits are drawn until they fit."""
        if not n:
            return 0
        bits = n.bit_length()
        number = self.getrandbits(bits)
        while number >= n:
            number = self.getrandbits(bits)
        return number

    def randrange(self, start, stop=None, step=1):
        start = _whole(start, "non-integer arg 1 for randrange()")
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if start <= 0:
                raise ValueError("empty range for randrange()")
            return self._randbelow(start)
        stop = _whole(stop, "non-integer stop for randrange()")
        step = _whole(step, "non-integer step for randrange()")
        if step == 0:
            raise ValueError("zero step for randrange()")
        if step == 1 and stop <= start:
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {stop - start})")
        count = -((start - stop) // step)
        if count <= 0:
            raise ValueError("empty range for randrange()")
        return start + step * self._randbelow(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    # Items of sequences.

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for i in reversed(range(1, len(x))):
            j = self._randbelow(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        """k items, each place at most once."""
        if isinstance(population, (set, frozenset, dict)) or not hasattr(population, "__getitem__"):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        if counts is not None:
            return self._sample_counted(population, k, list(counts))
        size = len(population)
        if not 0 <= k <= size:
            raise ValueError("Sample larger than population or is negative")
        if size <= _pool_limit(k):
            return self._sample_from_pool(list(population), k)
        taken = set()
        result = []
        for _ in range(k):
            place = self._randbelow(size)
            while place in taken:
                place = self._randbelow(size)
            taken.add(place)
            result.append(population[place])
        return result

    def _sample_from_pool(self, pool, k):
        result = []
        for remaining in range(len(pool), len(pool) - k, -1):
            place = self._randbelow(remaining)
            result.append(pool[place])
            pool[place] = pool[remaining - 1]
        return result

    def _sample_counted(self, population, k, counts):
        from bisect import bisect_right
        totals = _running_totals(counts)
        if len(totals) != len(population):
            raise ValueError("The number of counts does not match the population")
        total = totals.pop()
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        return [population[bisect_right(totals, place)] for place in self.sample(range(total), k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """k items, each drawn from all of them."""
        size = len(population)
        if cum_weights is None:
            if weights is None:
                size += 0.0
                return [population[int(self.random() * size)] for _ in range(k)]
            if isinstance(weights, int):
                raise TypeError(f"The number of choices must be a keyword argument: k={weights!r}")
            cum_weights = _running_totals(weights)
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != size:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if total in (float("inf"), float("-inf")) or total != total:
            raise ValueError("Total of weights must be finite")
        from bisect import bisect_right
        last = size - 1
        return [population[bisect_right(cum_weights, self.random() * total, 0, last)] for _ in range(k)]

    # Distributions. Each draws from random() in CPython's order, and computes in its order of operations.

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        if mode is None:
            c = 0.5
        elif high == low:
            return low
        else:
            c = (mode - low) / (high - low)
        if u > c:
            u, c, low, high = 1.0 - u, 1.0 - c, high, low
        return low + (high - low) * sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = _NORMAL_SCALE * (u1 - 0.5) / u2
            if z * z / 4.0 <= -log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        # Two numbers come at a time; the second waits for the next call.
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            angle = self.random() * _TWO_PI
            radius = sqrt(-2.0 * log(1.0 - self.random()))
            z = cos(angle) * radius
            self.gauss_next = sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        if kappa <= 1e-6:
            return _TWO_PI * self.random()
        s = 0.5 / kappa
        r = s + sqrt(1.0 + s * s)
        while True:
            z = cos(pi * self.random())
            d = z / (r + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * exp(d):
                break
        q = 1.0 / r
        turn = acos((q + z) / (1.0 + q * z))
        if self.random() > 0.5:
            return (mu + turn) % _TWO_PI
        return (mu - turn) % _TWO_PI

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha > 1.0:
            return self._gamma_above_one(alpha) * beta
        if alpha == 1.0:
            return -log(1.0 - self.random()) * beta
        return self._gamma_below_one(alpha) * beta

    def _gamma_above_one(self, alpha):
        a = sqrt(2.0 * alpha - 1.0)
        b = alpha - _LOG_4
        c = alpha + a
        while True:
            u1 = self.random()
            if not 1e-7 < u1 < 0.9999999:
                continue
            u2 = 1.0 - self.random()
            v = log(u1 / (1.0 - u1)) / a
            x = alpha * exp(v)
            z = u1 * u1 * u2
            r = b + c * v - x
            if r + _GAMMA_SHIFT - 4.5 * z >= 0.0 or r >= log(z):
                return x

    def _gamma_below_one(self, alpha):
        while True:
            b = (_E + alpha) / _E
            p = b * self.random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -log((b - p) / alpha)
            u = self.random()
            if u <= (x ** (alpha - 1.0) if p > 1.0 else exp(-x)):
                return x

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        u = 1.0 - self.random()
        return u ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        u = 1.0 - self.random()
        return alpha * (-log(u)) ** (1.0 / beta)


def _number_of_text(text):
    """A text as a seed: its bytes, and behind them their SHA-512, as one number."""
    from _sha512 import digest
    content = text.encode() if isinstance(text, str) else bytes(text)
    return int.from_bytes(content + digest(content), "big")


def _hash_of_float(value):
    """CPython's hash of a float, as an unsigned 64-bit number: the value modulo the prime 2**61 - 1."""
    if value != value:
        return 0
    if value in (float("inf"), float("-inf")):
        return 314159 if value > 0 else 2 ** 64 - 314159
    prime = 2 ** 61 - 1
    numerator, denominator = abs(value).as_integer_ratio()
    result = numerator * pow(denominator, prime - 2, prime) % prime
    if value < 0:
        result = -result
    if result == -1:
        result = -2
    return result % 2 ** 64


def _whole(value, complaint):
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        if value == int(value):
            return int(value)
        raise ValueError(complaint)
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


def _pool_limit(k):
    """Up to this size a copy of the population costs less than a set of the places taken."""
    limit = 21
    if k > 5:
        power = 1
        while power < k * 3:
            power *= 4
        limit += power
    return limit


def _running_totals(numbers):
    totals = []
    total = None
    for number in numbers:
        total = number if total is None else total + number
        totals.append(total)
    return totals


_shared = Random()
seed = _shared.seed
getstate = _shared.getstate
setstate = _shared.setstate
random = _shared._generator.random
getrandbits = _shared._generator.getrandbits
randbytes = _shared.randbytes
randrange = _shared.randrange
randint = _shared.randint
choice = _shared.choice
shuffle = _shared.shuffle
sample = _shared.sample
choices = _shared.choices
uniform = _shared.uniform
triangular = _shared.triangular
normalvariate = _shared.normalvariate
gauss = _shared.gauss
lognormvariate = _shared.lognormvariate
expovariate = _shared.expovariate
vonmisesvariate = _shared.vonmisesvariate
gammavariate = _shared.gammavariate
betavariate = _shared.betavariate
paretovariate = _shared.paretovariate
weibullvariate = _shared.weibullvariate

# Parent and child would draw the same numbers from here on.
os.register_at_fork(after_in_child=_shared.seed)
