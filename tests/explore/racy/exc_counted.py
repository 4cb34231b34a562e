# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["errors", "left"]
# ///
"""Two take from a list that holds one item; the error is caught."""
import threading

items = [1]
errors = 0


def worker():
    global errors
    try:
        items.pop()
    except IndexError:
        errors += 1


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
left = len(items)
print(f"errors={errors!r} left={left!r}")
