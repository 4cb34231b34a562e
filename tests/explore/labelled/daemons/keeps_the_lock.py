# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A daemon keeps what the main thread needs"
# topic = "daemons"
# watch = ["entered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { entered = [true] }
# verdicts = ["deadlock"]
# ///
"""If the daemon is first, it holds the lock for ever, and the main thread waits for ever."""
from threading import Event, Lock, Thread

entered = False
lock = Lock()
bell = Event()


def keep():
    with lock:
        bell.wait()


Thread(target=keep, daemon=True).start()
with lock:
    entered = True
