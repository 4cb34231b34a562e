# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Lost update", zh = "丢失的更新" }
# question = { en = "Two threads add one three times each. What can the total be?", zh = "两个线程各加三次一。总数可能是多少？" }
# topic = "races"
# watch = ["counter"]
#
# [tool.racewalk.fixes.lock]
# title = { en = "Hold a lock around the update", zh = "更新时持有锁" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { counter = [2, 3, 4, 5, 6] }
# verdicts = ["data-race"]
#
# [[tool.racewalk.expect]]
# fixes = ["lock"]
# outcomes = { counter = [6] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 44
# say = { en = "One line, three steps: read the counter, add one, write it back.", zh = "一行代码，三个步骤：读出 counter，加一，写回去。" }
# ask = { en = "Both threads have read 0 and neither has written. What will the counter be once both have written?", zh = "两个线程都读到了 0，都还没有写。等两个都写完，counter 是多少？" }
# answer = { en = "1. Each writes 0 + 1; the second write covers the first, and one addition is lost.", zh = "1。两个都写入 0 + 1；后写的盖住先写的，有一次加法丢了。" }
#
# [[tool.racewalk.moments]]
# line = 52
# say = { en = "Six additions were made. Compare the total with your guess.", zh = "一共做了六次加法。把总数和你的猜测比一比。" }
# ///
"""Two threads count together, and some of the counting disappears."""
import threading

counter = 0
lock = threading.Lock()


def worker():
    global counter
    for _ in range(3):
        with lock:  # fix: lock
            counter += 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
