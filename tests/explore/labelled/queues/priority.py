# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The most urgent first"
# topic = "queues"
# watch = ["order"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { order = [[1, 2, 3]] }
# verdicts = []
# ///
"""All is in the queue before anybody takes: the order is that of the numbers."""
from queue import PriorityQueue
from threading import Thread

jobs = PriorityQueue()
order = []


def work():
    for _ in range(3):
        order.append(jobs.get())


for job in (3, 1, 2):
    jobs.put(job)
worker = Thread(target=work)
worker.start()
worker.join()
