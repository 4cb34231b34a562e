# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""A generator yields what a global is."""
import threading

level = 0
seen = None


def levels():
    for _ in range(2):
        yield level


def climber():
    global level
    level += 1
    pause()
    level += 1


def pause():
    pass


def reader():
    global seen
    seen = list(levels())


threads = [threading.Thread(target=target) for target in (climber, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
