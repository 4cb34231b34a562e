# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A worker that feeds its own queue"
# topic = "queues"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""The only consumer waits for room in the queue that it alone empties."""
from queue import Queue
from threading import Thread

jobs = Queue(maxsize=1)
done = 0


def work():
    job = jobs.get()
    for part in range(job):
        jobs.put(part)


worker = Thread(target=work)
worker.start()
jobs.put(2)
worker.join()
done = 1
