# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A daemon that spins"
# topic = "spinning"
# watch = ["finished"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { finished = [true] }
# verdicts = ["busy-wait"]
# ///
"""The program ends when its main thread does; until then the daemon burns time."""
from threading import Thread

finished = False


def spin():
    while True:
        pass


Thread(target=spin, daemon=True).start()
finished = True
