# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["table"]
# ///
"""In which order keys come into a dict."""
import threading

table = {}


def worker(key):
    for number in range(2):
        table[key + str(number)] = number


threads = [threading.Thread(target=worker, args=(value,)) for value in ("a", "b")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"table={table!r}")
