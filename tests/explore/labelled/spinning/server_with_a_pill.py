# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A server that waits properly"
# topic = "spinning"
# watch = ["answered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { answered = [2] }
# verdicts = []
# ///
"""A loop for ever around a blocking `get`, left by a pill: nobody spins."""
from queue import Queue
from threading import Thread

answered = 0
requests = Queue()


def serve():
    global answered
    while True:
        request = requests.get()
        if request == "stop":
            break
        answered += 1


server = Thread(target=serve)
server.start()
for request in ("one", "two", "stop"):
    requests.put(request)
server.join()
