# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["between"]
# ///
"""A global is read twice in one comparison."""
import threading

level = 1
between = None


def setter():
    global level
    level = 0
    pause()
    level = 5


def pause():
    pass


def low():
    return 1


def asker():
    global between
    between = low() <= level and level < same(3)


def same(value):
    return value


threads = [threading.Thread(target=target) for target in (setter, asker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"between={between!r}")
