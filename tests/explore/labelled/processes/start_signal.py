# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Children wait for a signal"
# topic = "processes"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [2] }
# verdicts = []
# ///
"""An Event of multiprocessing opens the gate for both children, early or late."""
from multiprocessing import Event, Process, Semaphore

total = 0


def run(gate, arrived):
    gate.wait()
    arrived.release()


if __name__ == "__main__":
    gate = Event()
    arrived = Semaphore(0)
    children = [Process(target=run, args=(gate, arrived)) for _ in range(2)]
    for child in children:
        child.start()
    gate.set()
    for child in children:
        arrived.acquire()
        total += 1
        child.join()
