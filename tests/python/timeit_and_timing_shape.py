import time
from functools import wraps


def timed(function):
    @wraps(function)
    def wrapper(*args):
        start = time.perf_counter()
        result = function(*args)
        wrapper.elapsed = time.perf_counter() - start
        return result

    return wrapper


@timed
def nap(seconds):
    time.sleep(seconds)
    return "slept"


print(nap(0.03), 0.03 <= nap.elapsed < 0.2, nap.__name__)
