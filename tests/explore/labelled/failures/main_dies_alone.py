# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The main thread fails, a worker goes on"
# topic = "failures"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [1] }
# verdicts = ["exception"]
# ///
"""The worker is no daemon: the program waits for it, even after the main thread's error."""
from threading import Thread

done = 0


def work():
    global done
    done += 1


Thread(target=work).start()
raise ValueError("no")
