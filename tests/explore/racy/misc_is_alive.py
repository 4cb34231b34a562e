# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["alive"]
# ///
"""Whether a thread is still alive."""
import threading

done = []


def worker():
    done.append(1)


thread = threading.Thread(target=worker)
thread.start()
alive = [thread.is_alive()]
thread.join()
alive.append(thread.is_alive())
print(f"alive={alive!r}")
