# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A counter that belongs to the class"
# topic = "races"
# watch = ["made"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { made = [1, 2] }
# verdicts = ["data-race"]
# ///
"""A class attribute is shared by all instances, and so by all threads that make them."""
from threading import Thread


class Robot:
    made = 0

    def build(self):
        Robot.made += 1


def factory():
    Robot().build()


threads = [Thread(target=factory) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
made = Robot.made
