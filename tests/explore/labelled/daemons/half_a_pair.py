# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A daemon leaves half a pair"
# topic = "daemons"
# watch = ["x", "y"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = [
#     { x = 0, y = 0 },
#     { x = 1, y = 0 },
#     { x = 1, y = 1 },
# ]
# verdicts = []
# ///
"""What a daemon was in the middle of stays half done."""
from threading import Thread

x = 0
y = 0


def move():
    global x, y
    x = 1
    y = 1


Thread(target=move, daemon=True).start()
