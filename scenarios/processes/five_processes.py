# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Five threads, five processes", zh = "五个线程，五个进程" }
# question = { en = "Five threads count up to their number, then five processes do the same. What is different?", zh = "五个线程各数到自己的号码，接着五个进程做同样的事。有什么不同？" }
# topic = "processes"
# watch = ["threads_counting", "processes_counting", "ended_well"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { threads_counting = [0, 1, 2, 3, 4, 5], processes_counting = [0, 1, 2, 3, 4, 5], ended_well = [5] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 39
# say = { en = "All five are on their way. Threads live in one process; each process is a world of its own.", zh = "五个都上路了。线程同住一个进程；每个进程自成一个世界。" }
# ask = { en = "How many are still counting at this moment?", zh = "此刻还有几个在数？" }
# answer = { en = "Anything from none to all five, for threads and for processes alike.", zh = "从零个到五个都有可能，线程和进程都一样。" }
#
# [[tool.racewalk.moments]]
# line = 47
# say = { en = "The same again, with processes. Press M to see their memories side by side.", zh = "再来一遍，这次用进程。按 M 并排看它们各自的内存。" }
# ///
"""The same work on threads and on processes: the same calls, another house."""
import multiprocessing
import threading


def count_to(number):
    for step in range(1, number + 1):
        print(f"worker {number}: {step} of {number}")


def let_five_count(kind):
    workers = [kind(target=count_to, args=(number,)) for number in range(1, 6)]
    for worker in workers:
        worker.start()
    counting = sum(worker.is_alive() for worker in workers)
    for worker in workers:
        worker.join()
    return counting, workers


if __name__ == "__main__":
    threads_counting, _ = let_five_count(threading.Thread)
    processes_counting, processes = let_five_count(multiprocessing.Process)
    ended_well = [process.exitcode for process in processes].count(0)
    print(ended_well, "processes ended with exit code 0")
