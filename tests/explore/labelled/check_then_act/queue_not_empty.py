# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "`empty` is old news"
# topic = "check_then_act"
# watch = ["received"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { received = [1] }
# verdicts = ["exception"]
# ///
"""Between `empty()` and `get_nowait()` the other one has taken the item."""
from queue import Queue
from threading import Thread

mail = Queue()
mail.put("letter")
read = []


def fetch():
    if not mail.empty():
        read.append(mail.get_nowait())


threads = [Thread(target=fetch) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
received = len(read)
