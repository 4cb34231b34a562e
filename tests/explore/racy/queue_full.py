# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["refused"]
# ///
"""A queue of one, and three who put without waiting."""
import queue
import threading

refused = 0
tasks = queue.Queue(maxsize=1)


def taker():
    try:
        tasks.get_nowait()
    except queue.Empty:
        pass


def putter():
    global refused
    try:
        tasks.put_nowait(1)
    except queue.Full:
        refused += 1


threads = [threading.Thread(target=target) for target in (putter, taker, putter)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"refused={refused!r}")
