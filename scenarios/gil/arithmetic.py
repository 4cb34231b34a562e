# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Two cores, one GIL", zh = "两个核心，一把 GIL" }
# question = { en = "Two threads do a long addition, then two processes do. Which pair is done sooner?", zh = "先由两个线程做一长串加法，再由两个进程来做。哪一对先做完？" }
# topic = "gil"
# watch = ["by_threads", "by_processes"]
# # Forty times the usual: a short sum here stands for a long one.
# costs = { instruction = 200 }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { by_threads = [2], by_processes = [2] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 52
# say = { en = "First on two threads. Press t for the timeline in virtual time over cores.", zh = "先用两个线程。按 t，看各核心上的虚拟时间。" }
# ask = { en = "Two cores are free. Will both be busy?", zh = "有两个核心空着。两个都会忙起来吗？" }
# answer = { en = "Never both at once: only the thread that holds the GIL computes, and the other waits for it.", zh = "不会同时忙：只有拿着 GIL 的线程在计算，另一个在等它。" }
#
# [[tool.racewalk.moments]]
# line = 53
# say = { en = "Now on two processes, each with a GIL of its own.", zh = "现在换成两个进程，各有各的 GIL。" }
#
# [[tool.racewalk.moments]]
# event = "finished"
# say = { en = "Look at the cores: which pair stands one after the other, and which one above the other?", zh = "看看各个核心：哪一对一前一后，哪一对上下并排？" }
# ///
"""Threads take turns at computing; processes compute side by side."""
from multiprocessing import Process
from threading import Thread


def add_up():
    total = 0
    for number in range(5_000):
        total += number


def run_two(kind):
    workers = [kind(target=add_up) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return len(workers)


if __name__ == "__main__":
    by_threads = run_two(Thread)
    by_processes = run_two(Process)
    print(by_threads, "threads and", by_processes, "processes are done")
