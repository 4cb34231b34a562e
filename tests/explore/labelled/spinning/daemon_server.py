# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A server that nobody stops"
# topic = "spinning"
# watch = ["asked"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { asked = [2] }
# verdicts = []
# ///
"""A daemon in a loop for ever around a blocking `get`: the program ends without it."""
from queue import Queue
from threading import Thread

asked = 0
requests = Queue()


def serve():
    while True:
        requests.get()


Thread(target=serve, daemon=True).start()
requests.put("one")
requests.put("two")
asked = 2
