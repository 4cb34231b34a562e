# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""A comprehension reads a global each time round."""
import threading

level = 0
seen = None


def climber():
    global level
    for _ in range(2):
        level += 1


def reader():
    global seen
    seen = [level for _ in range(3)]


threads = [threading.Thread(target=target) for target in (climber, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
