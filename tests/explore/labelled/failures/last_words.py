# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Main fails, and then waits for ever"
# topic = "failures"
# #
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["assertion", "deadlock"]
# ///
# The exception ends the main module, not the process: that goes on as long as its thread does.
"""A failed assertion in the main thread is told, though the other thread waits for a lock that it holds itself."""
from threading import Lock, Thread

lock = Lock()
told = 1


def twice():
    with lock:
        with lock:
            pass


Thread(target=twice).start()
assert told == 2, "told once"
