# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["errors"]
# ///
"""Whether there is an item is asked before it is taken."""
import threading

items = [1]
errors = 0


def ready():
    return len(items) > 0


def worker():
    global errors
    if ready():
        try:
            items.pop()
        except IndexError:
            errors += 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"errors={errors!r}")
