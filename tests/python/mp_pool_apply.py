import os
from multiprocessing import Pool, TimeoutError
import time


def power(base, exponent=2):
    return base ** exponent


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.apply(power, (3,)), pool.apply(power, (2,), {"exponent": 5}))
        result = pool.apply_async(power, (7,))
        print(result.get(timeout=5), result.ready(), result.successful())
        print(pool.apply_async(os.getpid, ()).get() != os.getpid())
        slow = pool.apply_async(time.sleep, (30,))
        try:
            slow.get(timeout=0.1)
        except TimeoutError as error:
            print("TimeoutError", repr(error))
        try:
            slow.successful()
        except ValueError as error:
            print(str(error).endswith("not ready"))
