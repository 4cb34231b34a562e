# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Look, lock, look again"
# topic = "check_then_act"
# watch = ["built"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { built = [1] }
# verdicts = []
# ///
"""The first look saves the lock, the second one decides. A read beside a write is only a note."""
from threading import Lock, Thread

engine = None
bills = []
lock = Lock()


def get_engine():
    global engine
    if engine is None:
        with lock:
            if engine is None:
                bills.append(1)
                engine = "engine"
    return engine


threads = [Thread(target=get_engine) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
built = len(bills)
