# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two where one should be"
# topic = "failures"
# watch = ["visits"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { visits = [0, 1, 2] }
# verdicts = ["assertion"]
# ///
"""The list of those inside is atomic, and the assertion about its length is not true."""
from threading import Thread

inside = []
log = []
visits = 0


def visit(me):
    inside.append(me)
    assert len(inside) == 1
    log.append(me)
    inside.remove(me)


threads = [Thread(target=visit, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
visits = len(log)
