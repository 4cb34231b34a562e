# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["taken"]
# ///
"""Two threads take from one list iterator: each item goes to one of them."""
import threading

numbers = iter([1, 2, 3])
taken = [0, 0]


def worker(me):
    for number in numbers:
        taken[me] += number


threads = [threading.Thread(target=worker, args=(value,)) for value in (0, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"taken={taken!r}")
