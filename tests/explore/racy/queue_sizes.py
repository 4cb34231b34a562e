# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["sizes"]
# ///
"""The size of a queue, seen while it is used."""
import queue
import threading

sizes = []
tasks = queue.Queue()


def putter():
    tasks.put(1)
    tasks.put(2)


def asker():
    sizes.append(tasks.qsize())
    sizes.append(tasks.qsize())


threads = [threading.Thread(target=target) for target in (putter, asker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"sizes={sizes!r}")
