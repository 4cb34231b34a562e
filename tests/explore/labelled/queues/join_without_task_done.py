# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Nobody says that it is done"
# topic = "queues"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""The items are taken, and `join` waits for a `task_done` for ever."""
from queue import Queue
from threading import Thread

jobs = Queue()
finished = []
done = 0


def work():
    finished.append(jobs.get())


worker = Thread(target=work)
worker.start()
jobs.put(1)
jobs.join()
done = 1
