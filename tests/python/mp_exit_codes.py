import os
import sys
from multiprocessing import Process


def fails():
    raise ValueError("no")


def returns():
    return 5


if __name__ == "__main__":
    for target, args in [
        (returns, ()),
        (sys.exit, ()),
        (sys.exit, (3,)),
        (sys.exit, (256 + 7,)),
        (sys.exit, ("words",)),
        (os._exit, (9,)),
        (fails, ()),
    ]:
        p = Process(target=target, args=args)
        p.start()
        p.join()
        print(target.__name__, args, p.exitcode)
