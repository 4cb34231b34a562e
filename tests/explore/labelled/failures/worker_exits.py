# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "`sys.exit` in a worker"
# topic = "failures"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [1] }
# verdicts = []
# ///
"""It ends that thread quietly; the program goes on."""
import sys
from threading import Thread

done = 0


def work():
    global done
    done += 1
    sys.exit(3)
    done += 1


worker = Thread(target=work)
worker.start()
worker.join()
