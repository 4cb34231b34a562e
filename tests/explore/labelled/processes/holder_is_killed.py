# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The holder of a lock is killed"
# topic = "processes"
# watch = ["entered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = ["deadlock"]
# ///
"""A killed process gives nothing back: its lock stays taken."""
from multiprocessing import Event, Lock, Process

entered = False


def hold(lock, held, never):
    lock.acquire()
    held.set()
    never.wait()
    lock.release()


if __name__ == "__main__":
    lock = Lock()
    held = Event()
    never = Event()
    child = Process(target=hold, args=(lock, held, never))
    child.start()
    held.wait()
    child.kill()
    child.join()
    lock.acquire()
    entered = True
