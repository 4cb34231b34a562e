# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""One semaphore signals that data is there."""
import threading

data = 0
seen = None
filled = threading.Semaphore(0)


def writer():
    global data
    data = 1
    filled.release()
    data = 2


def reader():
    global seen
    filled.acquire()
    seen = data


threads = [threading.Thread(target=target) for target in (writer, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
