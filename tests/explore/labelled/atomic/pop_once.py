# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "One item, two takers"
# topic = "atomic"
# watch = ["taken"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { taken = [1] }
# verdicts = []
# ///
"""Ask for forgiveness: `pop` is one step, and whoever is late gets an IndexError and lives with it."""
from threading import Thread

cake = ["cake"]
plates = []


def take():
    try:
        plates.append(cake.pop())
    except IndexError:
        pass


threads = [Thread(target=take) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
taken = len(plates)
