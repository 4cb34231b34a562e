# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An exception before `task_done`"
# topic = "queues"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock", "exception"]
# ///
"""The job fails before it is reported, and `join` waits for ever."""
from queue import Queue
from threading import Thread

jobs = Queue()
done = False


def work():
    number = jobs.get()
    print(10 // number)
    jobs.task_done()


worker = Thread(target=work)
worker.start()
jobs.put(0)
jobs.join()
done = True
