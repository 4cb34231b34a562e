# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The most urgent of those that are there"
# topic = "queues"
# watch = ["order"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { order = [[1, 3], [3, 1]] }
# verdicts = []
# ///
"""A worker that is early takes what is there, urgent or not."""
from queue import PriorityQueue
from threading import Thread

jobs = PriorityQueue()
order = []


def work():
    for _ in range(2):
        order.append(jobs.get())


worker = Thread(target=work)
worker.start()
jobs.put(3)
jobs.put(1)
worker.join()
