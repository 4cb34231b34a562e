# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "P3 ordered (6, 2): philosophers who take the lower fork first"
# question = "Can they all get stuck?"
# topic = "problems"
# watch = []
#
# [[tool.racewalk.expect]]
# fixes = []
# verdicts = []
# ///
"""P3 ordered (6, 2): 6 philosophers, two meals each, the fork of the lower number first. Nobody gets stuck."""
import threading

N = 6
forks = [threading.Lock() for _ in range(N)]


def philosopher(first, second):
    for _ in range(2):
        with forks[first]:
            with forks[second]:
                pass


threads = []
for left in range(N):
    right = (left + 1) % N
    threads.append(threading.Thread(target=philosopher, args=(min(left, right), max(left, right))))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("done")
