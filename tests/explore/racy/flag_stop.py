# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["rounds"]
# ///
"""A bounded loop is stopped by a flag."""
import threading

stop = False
rounds = 0


def worker():
    global rounds
    for _ in range(3):
        if stop:
            break
        rounds += 1


def stopper():
    global stop
    stop = True


threads = [threading.Thread(target=target) for target in (worker, stopper)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"rounds={rounds!r}")
