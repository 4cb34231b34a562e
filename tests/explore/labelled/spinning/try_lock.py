# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Try the lock until it is free"
# topic = "spinning"
# watch = ["order"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { order = [["main", "worker"]] }
# verdicts = ["busy-wait"]
# ///
"""The worker tries and tries while the main thread keeps the lock."""
from threading import Lock, Thread

order = []
lock = Lock()


def work():
    while not lock.acquire(blocking=False):
        pass
    order.append("worker")
    lock.release()


lock.acquire()
worker = Thread(target=work)
worker.start()
order.append("main")
lock.release()
worker.join()
