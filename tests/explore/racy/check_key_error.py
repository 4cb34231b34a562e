# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["errors"]
# ///
"""A key is deleted between the question and the answer."""
import threading

table = {"key": 1}
errors = 0


def has(key):
    return key in table


def worker():
    global errors
    if has("key"):
        try:
            del table["key"]
        except KeyError:
            errors += 1


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"errors={errors!r}")
