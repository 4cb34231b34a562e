# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two writers of a pair"
# topic = "races"
# watch = ["x", "y"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = [
#     { x = 1, y = 1 },
#     { x = 1, y = 2 },
#     { x = 2, y = 1 },
#     { x = 2, y = 2 },
# ]
# verdicts = ["data-race"]
# ///
"""Each writer stores both halves; the pair that stays may be half of each."""
from threading import Thread

x = 0
y = 0


def move(to):
    global x, y
    x = to
    y = to


threads = [Thread(target=move, args=(to,)) for to in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
