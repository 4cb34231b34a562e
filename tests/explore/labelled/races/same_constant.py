# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Both store the same value"
# topic = "races"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [true] }
# verdicts = ["data-race"]
# ///
"""Two unlocked stores of the same value do no harm here, and are a data race all the same."""
from threading import Thread

done = False


def finish():
    global done
    done = True


threads = [Thread(target=finish) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
