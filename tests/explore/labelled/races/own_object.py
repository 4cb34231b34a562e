# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Each thread its own object"
# topic = "races"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [4] }
# verdicts = []
# ///
"""The same attribute of two objects is two places."""
from threading import Thread


class Box:
    def __init__(self):
        self.count = 0

    def fill(self):
        for _ in range(2):
            self.count += 1


boxes = [Box(), Box()]
threads = [Thread(target=box.fill) for box in boxes]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = boxes[0].count + boxes[1].count
