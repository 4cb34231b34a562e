# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Try both locks, and begin again"
# topic = "spinning"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [2] }
# verdicts = []
# ///
# A round stores in `holding`, so it is no busy wait; every state can still end, so it is no livelock.
"""Who does not get the second lock gives the first one back and tries again, in opposite order to the other."""
from threading import Lock, Thread

locks = [Lock(), Lock()]
holding = [0, 0]
finished = []


def work(me):
    while True:
        locks[me].acquire()
        holding[me] = 1
        if locks[1 - me].acquire(blocking=False):
            break
        holding[me] = 0
        locks[me].release()
    finished.append(me)
    locks[1 - me].release()
    locks[me].release()


threads = [Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
done = len(finished)
