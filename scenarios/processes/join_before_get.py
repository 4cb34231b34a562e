# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Waiting at the wrong end", zh = "等错了地方" }
# question = { en = "A worker puts a large result into a queue and is done. The parent waits for the worker, then gets the result. What can go wrong?", zh = "工作进程把很大的结果放进队列就完事了。父进程先等它结束，再取结果。会出什么事？" }
# topic = "processes"
# watch = ["size"]
#
# [tool.racewalk.fixes.get_first]
# title = { en = "Get the result before joining the worker", zh = "先取结果，再 join" }
#
# [[tool.racewalk.expect]]
# fixes = []
# verdicts = ["deadlock"]
#
# [[tool.racewalk.expect]]
# fixes = ["get_first"]
# outcomes = { size = [200000] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 37
# say = { en = "put hands the value to a feeder thread and returns. The feeder writes it into a pipe.", zh = "put 把值交给一个送货线程就返回了。真正往管道里写的是送货线程。" }
#
# [[tool.racewalk.moments]]
# line = 46
# say = { en = "The worker's function may be done, and still the process is not: it waits for its feeder.", zh = "工作函数也许做完了，进程却还没有：它在等自己的送货线程。" }
# ask = { en = "The value does not fit into the pipe. What is the feeder waiting for?", zh = "值装不进管道。送货线程在等什么？" }
# answer = { en = "For somebody to read. Only the parent could, and the parent waits for the worker.", zh = "等有人来读。只有父进程能读，而父进程在等工作进程。" }
# ///
"""A process that has put something into a queue ends only when it has been fetched."""
from multiprocessing import Process, Queue


def work(results):
    results.put("x" * 200_000)


if __name__ == "__main__":
    results = Queue()
    worker = Process(target=work, args=(results,))
    worker.start()
    answers = []
    answers.append(results.get())  # fix: get_first
    worker.join()
    while not answers:
        answers.append(results.get())
    size = len(answers[0])
    print(size, "characters")
