import math

for attempt in (
    lambda: math.sqrt(-1),
    lambda: math.log(0),
    lambda: math.factorial(-1),
    lambda: math.factorial(1.5),
    lambda: math.exp(1000),
    lambda: math.acos(2),
    lambda: math.floor(math.inf),
    lambda: math.sqrt("4"),
    lambda: math.isqrt(-4),
    lambda: math.gcd(1.5, 2),
):
    try:
        print(attempt())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
