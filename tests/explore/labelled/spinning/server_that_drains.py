# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A server that answers all before it goes home"
# topic = "spinning"
# watch = ["answered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { answered = [1] }
# verdicts = ["busy-wait"]
# ///
"""The stop flag counts only when nothing is left: looked at before the queue, it cannot miss a request."""
from queue import Empty, Queue
from threading import Thread

stop = False
answered = 0
requests = Queue()


def serve():
    global answered
    while True:
        last_look = stop
        try:
            requests.get_nowait()
            answered += 1
        except Empty:
            if last_look:
                return


server = Thread(target=serve)
server.start()
requests.put("hello")
stop = True
server.join()
