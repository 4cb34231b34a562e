# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An attribute counted by two threads"
# topic = "races"
# watch = ["visits"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { visits = [1, 2] }
# verdicts = ["data-race"]
# ///
"""An attribute is a place like any other: two unlocked additions may count once."""
from threading import Thread


class Page:
    def __init__(self):
        self.visits = 0

    def visit(self):
        self.visits += 1


page = Page()
first = Thread(target=page.visit)
second = Thread(target=page.visit)
first.start()
second.start()
first.join()
second.join()
visits = page.visits
