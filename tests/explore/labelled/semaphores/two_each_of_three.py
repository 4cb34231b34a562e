# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One permit more"
# topic = "semaphores"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [2] }
# verdicts = []
# ///
"""With a third permit one of the two is sure to get its second."""
from threading import Semaphore, Thread

finished = []
permits = Semaphore(3)


def job():
    permits.acquire()
    permits.acquire()
    finished.append(1)
    permits.release(2)


threads = [Thread(target=job) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
done = len(finished)
