# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A server that asks whether it may go home"
# topic = "spinning"
# watch = ["answered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { answered = [0, 1] }
# verdicts = ["busy-wait"]
# ///
"""The server takes what is there and looks at the stop flag in between; a request may come too late for it."""
from queue import Empty, Queue
from threading import Thread

stop = False
answered = 0
requests = Queue()


def serve():
    global answered
    while not stop:
        try:
            requests.get_nowait()
        except Empty:
            continue
        answered += 1


server = Thread(target=serve)
server.start()
requests.put("hello")
stop = True
server.join()
