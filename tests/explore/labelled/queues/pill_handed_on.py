# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One pill that is handed on"
# topic = "queues"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [3] }
# verdicts = []
# ///
"""Who finds the pill puts it back for the next one."""
from queue import Queue
from threading import Thread

jobs = Queue()
finished = []


def work():
    while True:
        job = jobs.get()
        if job is None:
            jobs.put(None)
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
