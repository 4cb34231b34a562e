# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""Whether a lock is held, as somebody else sees it."""
import threading

lock = threading.Lock()
seen = []


def look():
    seen.append(lock.locked())


def holder():
    with lock:
        look()


threads = [threading.Thread(target=target) for target in (holder, look)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"seen={seen!r}")
