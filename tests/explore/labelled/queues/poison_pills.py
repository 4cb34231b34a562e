# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A pill for each"
# topic = "queues"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [6] }
# verdicts = []
# ///
"""As many pills as workers: each stops after one."""
from queue import Queue
from threading import Thread

jobs = Queue()
finished = []


def work():
    while True:
        job = jobs.get()
        if job is None:
            return
        finished.append(job)


workers = [Thread(target=work) for _ in range(2)]
for thread in workers:
    thread.start()
for job in (1, 2, 3):
    jobs.put(job)
for _ in workers:
    jobs.put(None)
for thread in workers:
    thread.join()
total = sum(finished)
