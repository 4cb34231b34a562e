import math
import collections as c
from math import floor, pi as circle
from itertools import count, islice

print(math.ceil(1.2), floor(1.8), round(circle, 4), c.Counter("aab")["a"], list(islice(count(5), 3)))
print(math.__name__, c.__name__)


def local_import():
    import string

    return string.digits


print(local_import())
try:
    from math import nonexistent
except ImportError as error:
    print(str(error).split(" (")[0])
