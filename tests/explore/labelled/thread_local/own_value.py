# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Each thread its own value"
# topic = "thread_local"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [[1, 1]] }
# verdicts = []
# ///
"""An attribute of a `local` is another one in each thread."""
from threading import Thread, local

mine = local()
seen = []


def count():
    mine.value = 0
    mine.value += 1
    seen.append(mine.value)


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
