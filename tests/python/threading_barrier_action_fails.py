import threading


def action():
    raise ValueError("no")


barrier = threading.Barrier(1, action)
try:
    barrier.wait()
except ValueError as error:
    print(error, barrier.broken)
try:
    threading.Barrier(0)
    print("zero parties allowed here")
except ValueError as error:
    print(error)
