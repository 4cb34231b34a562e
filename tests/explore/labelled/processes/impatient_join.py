# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Join for a while"
# topic = "processes"
# watch = ["alive"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { alive = [false, true] }
# verdicts = []
# ///
"""`join(timeout)` may give up: the child may be alive or not."""
from multiprocessing import Process

alive = False


def work():
    pass


if __name__ == "__main__":
    child = Process(target=work)
    child.start()
    child.join(timeout=1)
    alive = child.is_alive()
    child.join()
