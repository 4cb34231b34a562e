# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Add under a lock"
# topic = "locks"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [4] }
# verdicts = []
# ///
"""`with lock` around the whole addition: no update is lost."""
from threading import Lock, Thread

counter = 0
lock = Lock()


def count():
    global counter
    for _ in range(2):
        with lock:
            counter += 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
