# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Done twice"
# topic = "queues"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [1] }
# verdicts = ["exception"]
# ///
"""One `task_done` too many is a ValueError."""
from queue import Queue
from threading import Thread

jobs = Queue()
done = 0


def work():
    global done
    jobs.get()
    jobs.task_done()
    done += 1
    jobs.task_done()


worker = Thread(target=work)
worker.start()
jobs.put(1)
worker.join()
