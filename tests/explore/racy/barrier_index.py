# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["places"]
# ///
"""Each gets a number from the barrier."""
import threading

places = [None, None]
barrier = threading.Barrier(2)


def worker(me):
    places[me] = barrier.wait()


threads = [threading.Thread(target=worker, args=(value,)) for value in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"places={places!r}")
