# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A worker fails, the others go on"
# topic = "failures"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [1] }
# verdicts = ["exception"]
# ///
"""An uncaught exception ends its thread, and no other; `join` does not tell."""
from threading import Thread

done = 0


def good():
    global done
    done += 1


def bad():
    raise ValueError("no")


threads = [Thread(target=good), Thread(target=bad)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
