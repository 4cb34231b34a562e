# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Lost in shared memory", zh = "共享内存里的丢失" }
# question = { en = "Two processes add one to a shared Value, twice each. Value has a lock inside. Is the total 4?", zh = "两个进程给共享的 Value 各加两次一。Value 自带一把锁。总数一定是 4 吗？" }
# topic = "processes"
# watch = ["total"]
#
# [tool.racewalk.fixes.lock]
# title = { en = "Hold the value's lock during the whole update", zh = "整个更新期间持有 Value 的锁" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [2, 3, 4] }
# verdicts = []
#
# [[tool.racewalk.expect]]
# fixes = ["lock"]
# outcomes = { total = [4] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 36
# say = { en = "The lock inside is taken for the read, given back, and taken again for the write.", zh = "读的时候拿一次内部的锁，还回去；写的时候再拿一次。" }
# ask = { en = "Both processes have read 0, each under the lock. What will the value be once both have written?", zh = "两个进程都在锁的保护下读到了 0。等两个都写完，值是多少？" }
# answer = { en = "1. Reading was safe and writing was safe; what came in between was not.", zh = "1。读是安全的，写也是安全的，不安全的是两者之间。" }
# ///
"""Value makes a read and a write safe, each by itself; += is both."""
from multiprocessing import Process, Value


def worker(tally):
    for _ in range(2):
        with tally.get_lock():  # fix: lock
            tally.value += 1


if __name__ == "__main__":
    tally = Value("i", 0)
    workers = [Process(target=worker, args=(tally,)) for _ in range(2)]
    for process in workers:
        process.start()
    for process in workers:
        process.join()
    total = tally.value
    print(total)
