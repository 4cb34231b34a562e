# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A permit that is not given back"
# topic = "semaphores"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Two permits, three workers, and nobody gives back: the third waits for ever."""
from threading import Semaphore, Thread

work = []
done = 0
permits = Semaphore(2)


def job():
    permits.acquire()
    work.append(1)


threads = [Thread(target=job) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
done = len(work)
