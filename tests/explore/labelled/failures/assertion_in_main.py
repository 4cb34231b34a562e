# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "The sum is checked at the end"
# topic = "failures"
# watch = ["counter"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [1, 2] }
# verdicts = ["assertion", "data-race"]
# ///
"""A lost update makes the main thread's assertion fail."""
from threading import Thread

counter = 0


def count():
    global counter
    counter += 1


threads = [Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert counter == 2
