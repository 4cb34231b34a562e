# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["sums"]
# ///
"""Each thread has a value of its own."""
import threading

store = threading.local()
sums = []


def worker(me):
    store.value = me
    pause()
    store.value += me
    sums.append(store.value)


def pause():
    pass


threads = [threading.Thread(target=worker, args=(value,)) for value in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"sums={sums!r}")
