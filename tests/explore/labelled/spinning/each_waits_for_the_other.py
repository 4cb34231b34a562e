# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two flags, each waits for the other's"
# topic = "spinning"
# watch = ["met"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["busy-wait"]
# ///
# No schedule ends, so there is no livelock.
"""Both spin until the other has gone on, and neither goes on."""
from threading import Thread

gone = [False, False]
met = False


def meet(me):
    while not gone[1 - me]:
        pass
    gone[me] = True


for me in range(2):
    Thread(target=meet, args=(me,)).start()
