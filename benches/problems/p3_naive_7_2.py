# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "P3 naive (7, 2): philosophers who take the left fork first"
# question = "Can they all get stuck?"
# topic = "problems"
# watch = []
#
# [[tool.racewalk.expect]]
# fixes = []
# verdicts = ["deadlock"]
# ///
"""P3 naive (7, 2): 7 philosophers, two meals each, the left fork first. All can get stuck."""
import threading

N = 7
forks = [threading.Lock() for _ in range(N)]


def philosopher(first, second):
    for _ in range(2):
        with forks[first]:
            with forks[second]:
                pass


threads = []
for left in range(N):
    right = (left + 1) % N
    threads.append(threading.Thread(target=philosopher, args=(left, right)))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("done")
