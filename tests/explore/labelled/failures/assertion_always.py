# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An assertion that never holds"
# topic = "failures"
# watch = ["reached"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { reached = [false] }
# verdicts = ["assertion"]
# ///
"""A mistake that no schedule hides."""
from threading import Thread

reached = False


def work():
    global reached
    assert len("abc") == 4
    reached = True


worker = Thread(target=work)
worker.start()
worker.join()
