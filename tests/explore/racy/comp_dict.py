# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["table"]
# ///
"""A dict comprehension reads a global each time round."""
import threading

level = 0
table = None


def climber():
    global level
    level = 1
    pause()
    level = 2


def pause():
    pass


def reader():
    global table
    table = {key: level for key in ("a", "b")}


threads = [threading.Thread(target=target) for target in (climber, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"table={table!r}")
