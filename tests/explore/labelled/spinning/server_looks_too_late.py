# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A server that looks in the wrong order"
# topic = "spinning"
# watch = ["answered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { answered = [0, 1] }
# verdicts = ["busy-wait"]
# ///
"""Empty first, stop second: the last request slips in between the two looks."""
from queue import Empty, Queue
from threading import Thread

stop = False
answered = 0
requests = Queue()


def serve():
    global answered
    while True:
        try:
            requests.get_nowait()
            answered += 1
        except Empty:
            if stop:
                return


server = Thread(target=serve)
server.start()
requests.put("hello")
stop = True
server.join()
