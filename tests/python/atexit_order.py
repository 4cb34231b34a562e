# Functions registered with atexit run last of all, in the opposite order, after the threads have ended.
import atexit
import threading
import time


def say(*words, end="."):
    print(*words, end=end + "\n")


@atexit.register
def first():
    print("registered first, called last")


atexit.register(say, "with", "arguments", end="!")
gone = atexit.register(say, "never")
atexit.register(lambda: print("a lambda"))
print(gone is say)


def other():
    print("other")


atexit.register(other)
atexit.register(other)
atexit.unregister(other)
atexit.unregister(print)


def late():
    print("late registers too late")
    atexit.register(print, "too late")
    atexit.unregister(middle)


def middle():
    print("unregistered at the last moment")


atexit.register(middle)
atexit.register(late)

try:
    atexit.register(3)
except TypeError as error:
    print(error)


def slow():
    time.sleep(0.05)
    atexit.register(print, "registered by a thread")
    print("the thread ends")


threading.Thread(target=slow).start()
print("the main program ends")
