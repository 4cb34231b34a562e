# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Spin on an attribute"
# topic = "spinning"
# watch = ["beats"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { beats = [1] }
# verdicts = ["busy-wait"]
# ///
"""A worker that looks at `self.running` all the time."""
from threading import Thread


class Motor:
    def __init__(self):
        self.running = True
        self.beats = 0

    def run(self):
        while self.running:
            pass
        self.beats += 1

    def stop(self):
        self.running = False


motor = Motor()
thread = Thread(target=motor.run)
thread.start()
motor.stop()
thread.join()
beats = motor.beats
