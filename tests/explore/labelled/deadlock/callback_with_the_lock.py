# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Call out with the lock in hand"
# topic = "deadlock"
# watch = ["heard"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""A listener that is called under the lock calls back, and asks for the lock that its caller holds."""
from threading import Lock, Thread

heard = 0


class Bell:
    def __init__(self):
        self.lock = Lock()
        self.listeners = []

    def listen(self, listener):
        with self.lock:
            self.listeners.append(listener)

    def ring(self):
        with self.lock:
            for listener in self.listeners:
                listener()


bell = Bell()


def on_ring():
    global heard
    heard += 1
    bell.listen(on_ring)


bell.listen(on_ring)
ringer = Thread(target=bell.ring)
ringer.start()
ringer.join()
