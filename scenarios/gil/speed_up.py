# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Four times the workers", zh = "四倍的人手" }
# question = { en = "A fifth of the work only one can do. Four threads share the rest, then four processes do. How many times as fast is each?", zh = "五分之一的工作只能由一个来做，其余的先由四个线程分担，再由四个进程分担。各快多少倍？" }
# topic = "gil"
# watch = ["done"]
#
# [tool.racewalk.speedup]
# workers = "WORKERS"
# most = 4
# title = { en = "Threads", zh = "线程" }
# set = { LOOPS = 8_000_000 }
#
# [tool.racewalk.fixes.processes]
# title = { en = "Processes instead of threads", zh = "用进程代替线程" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [2] }
# verdicts = []
#
# [[tool.racewalk.expect]]
# fixes = ["processes"]
# outcomes = { done = [2] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 53
# say = { en = "This part nobody can share: the others wait for it.", zh = "这一部分谁也分担不了：其他的都得等它。" }
# ask = { en = "With ever so many workers, how many times as fast can the whole become?", zh = "不管有多少执行者，整体最多能快多少倍？" }
# answer = { en = "Five times at most: a fifth of it stays as long as it is. That is Amdahl's law.", zh = "最多五倍：那五分之一一点也不会缩短。这就是 Amdahl 定律。" }
#
# [[tool.racewalk.moments]]
# event = "finished"
# say = { en = "Press S: one worker to four, by the clock of this machine, beside what Amdahl's law allows.", zh = "按 S：从一个到四个执行者，按这台机器的时钟，与 Amdahl 定律对照。" }
# ///
"""What more workers gain, and what no number of them can."""
from multiprocessing import Process
from threading import Thread

WORKERS = 2
LOOPS = 400


def work(loops):
    while loops > 0:
        loops -= 1


if __name__ == "__main__":
    work(LOOPS // 5)
    kind = Thread  # bug: processes
    kind = Process  # fix: processes
    share = LOOPS * 4 // 5 // WORKERS
    workers = [kind(target=work, args=(share,)) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    done = len(workers)
    print(done, "workers are done")
