# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Built once, under a lock"
# topic = "check_then_act"
# watch = ["built"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { built = [1] }
# verdicts = []
# ///
"""Look and build in one locked piece: built once."""
from threading import Lock, Thread

engine = None
bills = []
lock = Lock()


def get_engine():
    global engine
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
