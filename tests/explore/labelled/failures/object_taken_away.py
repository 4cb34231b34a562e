# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "None where an object was"
# topic = "failures"
# watch = ["sent"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { sent = [0, 1] }
# verdicts = ["exception"]
# ///
"""The line is closed between the test and the call: None has no `send`."""
from threading import Thread


class Line:
    def __init__(self):
        self.sent = 0

    def send(self):
        self.sent += 1


first_line = Line()
line = first_line
sent = 0


def talk():
    if line is not None:
        line.send()


def close():
    global line
    line = None


threads = [Thread(target=talk), Thread(target=close)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sent = first_line.sent
