# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Give up after a while"
# topic = "locks"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [1, 2] }
# verdicts = []
# ///
"""Under loose time a wait of a second may be over at once: one of two may give up, never both."""
from threading import Lock, Thread

done = 0
lock = Lock()


def work():
    global done
    if lock.acquire(timeout=1):
        done += 1
        lock.release()


threads = [Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
