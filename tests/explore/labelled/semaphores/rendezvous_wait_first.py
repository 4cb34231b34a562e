# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A rendezvous where both wait first"
# topic = "semaphores"
# watch = ["met"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""Each waits for the other before it announces itself."""
from threading import Semaphore, Thread

meeting = []
met = 0
here = [Semaphore(0), Semaphore(0)]


def meet(me):
    here[1 - me].acquire()
    here[me].release()
    meeting.append(me)


threads = [Thread(target=meet, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
met = len(meeting)
