# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "An exception that is caught"
# topic = "failures"
# watch = ["result"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { result = ["none", "some"] }
# verdicts = []
# ///
"""Whoever asks too early catches the KeyError and goes on."""
from threading import Thread

results = {}
result = ""


def compute():
    results["sum"] = 3


def show():
    global result
    try:
        results["sum"]
        result = "some"
    except KeyError:
        result = "none"


threads = [Thread(target=compute), Thread(target=show)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
