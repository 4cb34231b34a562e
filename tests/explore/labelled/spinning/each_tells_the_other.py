# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two flags, each tells first"
# topic = "spinning"
# watch = ["met"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { met = [true] }
# verdicts = ["busy-wait"]
# ///
"""A rendezvous by spinning: tell, then wait."""
from threading import Thread

here = [False, False]
met = False


def meet(me):
    here[me] = True
    while not here[1 - me]:
        pass


threads = [Thread(target=meet, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
met = True
