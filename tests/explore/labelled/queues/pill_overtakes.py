# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The pill is put too early"
# topic = "queues"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [1, 3] }
# verdicts = []
# ///
"""Two producers, and one of them ends the day: the other's item may come after the pill."""
from queue import Queue
from threading import Thread

jobs = Queue()
finished = []


def produce(job, last):
    jobs.put(job)
    if last:
        jobs.put(None)


def work():
    while True:
        job = jobs.get()
        if job is None:
            return
        finished.append(job)


threads = [Thread(target=produce, args=(1, True)), Thread(target=produce, args=(2, False)), Thread(target=work)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = sum(finished)
