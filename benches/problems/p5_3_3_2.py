# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "P5 (3, 3, 2): a bounded buffer with two conditions"
# question = "Three producers and three consumers move two items each through a buffer of 2. Can they get stuck?"
# topic = "problems"
# watch = ["buffer"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = [{ buffer = [] }]
# verdicts = []
# ///
"""P5 (3, 3, 2): nobody gets stuck, and the buffer is empty at the end."""
import threading

buffer = []
lock = threading.Lock()
not_full = threading.Condition(lock)
not_empty = threading.Condition(lock)


def producer():
    for _ in range(2):
        with lock:
            while len(buffer) == 2:
                not_full.wait()
            buffer.append(1)
            not_empty.notify()


def consumer():
    for _ in range(2):
        with lock:
            while len(buffer) == 0:
                not_empty.wait()
            buffer.pop()
            not_full.notify()


threads = [threading.Thread(target=producer) for _ in range(3)]
threads += [threading.Thread(target=consumer) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(buffer)
