# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "`full` is old news"
# topic = "check_then_act"
# watch = ["stored"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { stored = [1] }
# verdicts = ["exception"]
# ///
"""Both find a free place in a queue of one; the second `put_nowait` raises Full."""
from queue import Queue
from threading import Thread

shelf = Queue(maxsize=1)


def store(item):
    if not shelf.full():
        shelf.put_nowait(item)


threads = [Thread(target=store, args=(item,)) for item in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
stored = shelf.qsize()
