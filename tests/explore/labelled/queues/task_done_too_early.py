# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Done before it is done"
# topic = "queues"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [0, 1] }
# verdicts = []
# ///
"""`task_done` comes before the work: `join` may return too early."""
from queue import Queue
from threading import Thread

jobs = Queue()
finished = []


def work():
    job = jobs.get()
    jobs.task_done()
    finished.append(job)


worker = Thread(target=work)
worker.start()
jobs.put(1)
jobs.join()
done = len(finished)
worker.join()
