"""Means, medians, modes and spreads, exact as in CPython: sums are whole-number fractions until the end.

Left out: Decimal, kde, NormalDist.
"""

from math import exp, gcd, isqrt, log


class StatisticsError(ValueError):
    pass


# Exact numbers: (numerator, denominator), in no particular terms.

def _ratio(x):
    if isinstance(x, int):
        return int(x), 1
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None


def _exact_sum(ratios):
    """Sums by denominator first: the denominators of floats are few."""
    totals = {}
    for numerator, denominator in ratios:
        totals[denominator] = totals.get(denominator, 0) + numerator
    common = 1
    for denominator in totals:
        common = common * denominator // gcd(common, denominator)
    return sum([total * (common // denominator) for denominator, total in totals.items()]), common


def _kind(data):
    """The type a result should have: float if anything is a float, else Fraction, else int."""
    kinds = {type(x) for x in data}
    for x in data:
        if isinstance(x, float):
            return float
    for kind in kinds:
        if kind.__name__ == "Fraction":
            return kind
    return int


def _as_kind(numerator, denominator, kind):
    if kind is int and numerator % denominator == 0:
        return numerator // denominator
    if kind is int or kind is float:
        return numerator / denominator
    return kind(numerator, denominator)


def _odd_one(data):
    """The sum's stand-in if there is an infinity or a nan, else None."""
    odd = [x for x in data if isinstance(x, float) and (x != x or x in (float("inf"), float("-inf")))]
    return sum(odd) if odd else None


def _numbers(data, function, least=1):
    data = list(data)
    if len(data) < least:
        if least == 1:
            raise StatisticsError(f"{function} requires at least one data point")
        raise StatisticsError(f"{function} requires at least two data points")
    return data


# Averages

def mean(data):
    data = _numbers(data, "mean")
    odd = _odd_one(data)
    if odd is not None:
        return odd
    total, denominator = _exact_sum([_ratio(x) for x in data])
    return _as_kind(total, denominator * len(data), _kind(data))


def _float_sum(values):
    values = [float(x) for x in values]
    odd = _odd_one(values)
    if odd is not None:
        return odd
    total, denominator = _exact_sum([_ratio(x) for x in values])
    return total / denominator


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return _float_sum(data) / len(data)
    weights = list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = _float_sum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return _float_sum([x * weight for x, weight in zip(data, weights)]) / total


def geometric_mean(data):
    values = [float(x) for x in data]
    if not values or min(values) <= 0.0:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
    return exp(fmean([log(x) for x in values]))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if weights is None:
        weights = [1] * len(data)
    elif len(list(weights)) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    for x in data:
        if x < 0:
            raise StatisticsError("harmonic mean does not support negative values")
        if x == 0:
            return 0
    if len(data) == 1:
        return data[0]
    terms = []
    for weight, x in zip(weights, data):
        # CPython divides before it sums.
        terms.append(_ratio(weight / x))
    total, denominator = _exact_sum(terms)
    above, below = _exact_sum([_ratio(weight) for weight in weights])
    return _as_kind(above * denominator, below * total, float if _kind(data) is int else _kind(data))


# Places in the sorted data

def median(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    from bisect import bisect_left, bisect_right
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    middle = data[len(data) // 2]
    below = bisect_left(data, middle)
    within = bisect_right(data, middle, below) - below
    interval = float(interval)
    middle = float(middle)
    return middle - interval / 2.0 + interval * (len(data) / 2 - below) / within


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _counts(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    return counts


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    if method not in ("inclusive", "exclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    result = []
    for i in range(1, n):
        if method == "inclusive":
            place, rest = divmod(i * (size - 1), n)
        else:
            place = min(max(i * (size + 1) // n, 1), size - 1)
            rest = i * (size + 1) - place * n
            place -= 1
        result.append((data[place] * (n - rest) + data[place + 1] * rest) / n)
    return result


# Spreads

def _square_deviations(data, center):
    """The exact sum of squares around the mean, or around a center that is given."""
    if center is not None:
        return _exact_sum([_ratio((x - center) * (x - center)) for x in data])
    total, below = _exact_sum([_ratio(x) for x in data])
    squares, below_squares = _exact_sum([(top * top, bottom * bottom) for top, bottom in [_ratio(x) for x in data]])
    # sum of x² - (sum of x)² / n
    size = len(data)
    return squares * size * below * below - total * total * below_squares, below_squares * size * below * below


def variance(data, xbar=None):
    data = _numbers(data, "variance", 2)
    total, denominator = _square_deviations(data, xbar)
    return _as_kind(total, denominator * (len(data) - 1), _kind(data))


def pvariance(data, mu=None):
    data = _numbers(data, "pvariance")
    total, denominator = _square_deviations(data, mu)
    return _as_kind(total, denominator * len(data), _kind(data))


def stdev(data, xbar=None):
    data = _numbers(data, "stdev", 2)
    total, denominator = _square_deviations(data, xbar)
    return _root(total, denominator * (len(data) - 1))


def pstdev(data, mu=None):
    data = _numbers(data, "pstdev")
    total, denominator = _square_deviations(data, mu)
    return _root(total, denominator * len(data))


def _root(numerator, denominator):
    """The square root of a fraction as the nearest float.

    The whole root of a scaled fraction has more bits than a float; its last bit is set if anything was cut off,
    so that the one rounding, in the division, goes the right way.
    """
    if numerator == 0:
        return 0.0
    shift = (denominator.bit_length() - numerator.bit_length() + 130) // 2
    if shift >= 0:
        scaled, rest = divmod(numerator << 2 * shift, denominator)
    else:
        scaled, rest = divmod(numerator, denominator << -2 * shift)
    root = isqrt(scaled)
    if rest or root * root != scaled:
        root |= 1
    return root / (1 << shift) if shift >= 0 else float(root << -shift)


# Two variables

def _deviations(x, y, function):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError(f"{function} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{function} requires at least two data points")
    mean_x = _float_sum(x) / len(x)
    mean_y = _float_sum(y) / len(y)
    return mean_x, mean_y, [(a - mean_x, b - mean_y) for a, b in zip(x, y)]


def covariance(x, y, /):
    _, _, pairs = _deviations(x, y, "covariance")
    return _float_sum([a * b for a, b in pairs]) / (len(pairs) - 1)


def correlation(x, y, /):
    from math import sqrt
    _, _, pairs = _deviations(x, y, "correlation")
    both = _float_sum([a * b for a, b in pairs])
    square_x = _float_sum([a * a for a, _ in pairs])
    square_y = _float_sum([b * b for _, b in pairs])
    if not square_x * square_y:
        raise StatisticsError("at least one of the inputs is constant")
    return both / sqrt(square_x * square_y)


_line_classes = []


def linear_regression(x, y, /, *, proportional=False):
    if not _line_classes:
        from collections import namedtuple
        _line_classes.append(namedtuple("LinearRegression", ["slope", "intercept"], module="statistics"))
    x, y = list(x), list(y)
    mean_x, mean_y, pairs = _deviations(x, y, "linear regression")
    if proportional:
        mean_x = mean_y = 0.0
        pairs = list(zip(x, y))
    square_x = _float_sum([a * a for a, _ in pairs])
    if not square_x:
        raise StatisticsError("x is constant")
    slope = _float_sum([a * b for a, b in pairs]) / square_x
    return _line_classes[0](slope, 0.0 if proportional else mean_y - slope * mean_x)
