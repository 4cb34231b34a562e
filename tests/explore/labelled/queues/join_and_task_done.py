# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Wait until all is done"
# topic = "queues"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [2] }
# verdicts = []
# ///
"""`join` returns when each item has been answered by `task_done`; the daemon may then be forgotten."""
from queue import Queue
from threading import Thread

jobs = Queue()
finished = []


def work():
    while True:
        finished.append(jobs.get())
        jobs.task_done()


Thread(target=work, daemon=True).start()
jobs.put(1)
jobs.put(2)
jobs.join()
done = len(finished)
