# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Count locally, add up under a lock"
# topic = "thread_local"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [4] }
# verdicts = []
# ///
"""Each thread counts for itself and adds its sum once."""
from threading import Lock, Thread, local

mine = local()
lock = Lock()
total = 0


def count():
    global total
    mine.value = 0
    for _ in range(2):
        mine.value += 1
    with lock:
        total += mine.value


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
