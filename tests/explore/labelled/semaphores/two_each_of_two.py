# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Everybody needs two of two"
# topic = "semaphores"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [2] }
# verdicts = ["deadlock"]
# ///
"""Two permits, two workers, each takes them one by one: each may hold one and wait for the other."""
from threading import Semaphore, Thread

finished = []
permits = Semaphore(2)


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
