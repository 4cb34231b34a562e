# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A deadlocked pair that a third one waits for"
# topic = "partial"
# watch = ["finished"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { finished = [2] }
# verdicts = ["busy-wait", "livelock", "partial-deadlock"]
# ///
"""If the pair locks each other out, the watcher asks for ever whether they are through."""
from threading import Lock, Thread

done = []
finished = 0
left = Lock()
right = Lock()


def move(first, second):
    with first:
        with second:
            done.append(1)


def watch():
    global finished
    while len(done) < 2:
        pass
    finished = len(done)


threads = [Thread(target=move, args=(left, right)), Thread(target=move, args=(right, left)), Thread(target=watch)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
