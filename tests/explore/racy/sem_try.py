# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["got"]
# ///
"""Who gets one of two permits without waiting."""
import threading

got = []
permits = threading.Semaphore(2)


def worker(me):
    if permits.acquire(blocking=False):
        got.append(me)


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"got={got!r}")
