# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A rendezvous"
# topic = "semaphores"
# watch = ["met"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { met = [2] }
# verdicts = []
# ///
"""Each announces itself and then waits for the other."""
from threading import Semaphore, Thread

meeting = []
here = [Semaphore(0), Semaphore(0)]


def meet(me):
    here[me].release()
    here[1 - me].acquire()
    meeting.append(me)


threads = [Thread(target=meet, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
met = len(meeting)
