# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A ring in which one goes round the other way"
# topic = "deadlock"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [3] }
# verdicts = []
# ///
"""The last of three takes its locks in the order of their numbers, and the circle cannot close."""
from threading import Lock, Thread

locks = [Lock(), Lock(), Lock()]
finished = []


def work(low, high):
    with locks[low]:
        with locks[high]:
            finished.append(low)


threads = [Thread(target=work, args=pair) for pair in ((0, 1), (1, 2), (0, 2))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
done = len(finished)
