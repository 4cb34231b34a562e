# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["got"]
# ///
"""`acquire` without waiting: some go away."""
import threading

got = []
lock = threading.Lock()


def hold(me):
    got.append(me)


def worker(me):
    if lock.acquire(blocking=False):
        hold(me)
        lock.release()


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"got={got!r}")
