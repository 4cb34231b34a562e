# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A pill is missing"
# topic = "queues"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""One pill for two workers: the other one waits for work that never comes."""
from queue import Queue
from threading import Thread

jobs = Queue()
finished = []
total = 0


def work():
    while True:
        job = jobs.get()
        if job is None:
            return
        finished.append(job)


workers = [Thread(target=work) for _ in range(2)]
for thread in workers:
    thread.start()
for job in (1, 2, None):
    jobs.put(job)
for thread in workers:
    thread.join()
total = sum(finished)
