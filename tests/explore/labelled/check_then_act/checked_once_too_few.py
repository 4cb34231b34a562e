# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Look, lock, build"
# topic = "check_then_act"
# watch = ["built"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { built = [1, 2] }
# verdicts = []
# ///
"""Without the second look the one who waited for the lock builds again; the lock hides that from the race detector."""
from threading import Lock, Thread

engine = None
bills = []
lock = Lock()


def get_engine():
    global engine
    if engine is None:
        with lock:
            bills.append(1)
            engine = "engine"
    return engine


threads = [Thread(target=get_engine) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
built = len(bills)
