# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The server is never told"
# topic = "partial"
# watch = ["answered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["busy-wait", "partial-deadlock"]
# ///
# The main thread waits for the server, which nobody stops: no schedule ends, so there is no livelock.
"""The main thread joins a server that it forgot to stop."""
from threading import Thread

stop = False
answered = 0


def serve():
    while not stop:
        pass


server = Thread(target=serve)
server.start()
server.join()
stop = True
