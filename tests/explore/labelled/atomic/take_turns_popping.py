# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two workers empty a list"
# topic = "atomic"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [3] }
# verdicts = []
# ///
"""Work is handed out by `pop` alone; each job is done exactly once."""
from threading import Thread

jobs = [1, 2, 3]
finished = []


def work():
    while True:
        try:
            job = jobs.pop()
        except IndexError:
            return
        finished.append(job)


threads = [Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(finished) == [1, 2, 3]
done = len(finished)
