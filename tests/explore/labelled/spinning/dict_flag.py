# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Spin on a dict key"
# topic = "spinning"
# watch = ["state"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { state = ["stopped"] }
# verdicts = ["busy-wait"]
# ///
"""The main thread spins until the worker has written its state under a key."""
from threading import Thread

status = {"worker": "running"}
state = ""


def work():
    status["worker"] = "stopped"


worker = Thread(target=work)
worker.start()
while status["worker"] == "running":
    pass
state = status["worker"]
worker.join()
