# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A new thread begins with nothing"
# topic = "thread_local"
# watch = ["seen"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { seen = [0] }
# verdicts = ["exception"]
# ///
"""What the main thread stored is not there in another: an AttributeError."""
from threading import Thread, local

mine = local()
mine.value = 5
seen = 0


def look():
    global seen
    seen = mine.value


looker = Thread(target=look)
looker.start()
looker.join()
