# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "A global that is not shared", zh = "并不共享的全局变量" }
# question = { en = "A child process adds 5 to a global that is 100. What does the parent read afterwards?", zh = "全局变量是 100，子进程给它加 5。之后父进程读到多少？" }
# topic = "processes"
# watch = ["savings"]
#
# [tool.racewalk.fixes.send]
# title = { en = "Send the new value back through a pipe", zh = "用管道把新的值送回来" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { savings = [100] }
# verdicts = []
#
# [[tool.racewalk.expect]]
# fixes = ["send"]
# outcomes = { savings = [105] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 37
# say = { en = "The child has its own savings, a copy from the moment at which it began.", zh = "子进程有自己的 savings，是它诞生那一刻的副本。" }
# ask = { en = "After this line, what is savings in the child, and what in the parent?", zh = "这一行之后，子进程里的 savings 是多少？父进程里的呢？" }
# answer = { en = "105 in the child and 100 in the parent. Press M and see both at once.", zh = "子进程里是 105，父进程里是 100。按 M 可以同时看到。" }
# ///
"""Every process has its own memory; a child works on a copy."""
from multiprocessing import Pipe, Process

savings = 100


def save(end):
    global savings
    savings += 5
    print("the child has", savings)
    end.send(savings)  # fix: send


if __name__ == "__main__":
    here, there = Pipe()
    child = Process(target=save, args=(there,))
    child.start()
    savings = here.recv()  # fix: send
    child.join()
    print("the parent has", savings)
