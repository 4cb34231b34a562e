import atexit
import sys

atexit.register(print, "called all the same")
atexit.register(sys.exit, 3)


@atexit.register
def fails():
    print("fails")
    raise ValueError("in the end")


print("before")
raise KeyError("uncaught")
