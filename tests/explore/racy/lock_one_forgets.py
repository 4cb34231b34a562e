# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["counter"]
# ///
"""One of two threads forgets the lock."""
import threading

counter = 0
lock = threading.Lock()


def one():
    return 1


def careful():
    global counter
    with lock:
        counter += one()


def careless():
    global counter
    counter += one()


threads = [threading.Thread(target=target) for target in (careful, careless, careful)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"counter={counter!r}")
