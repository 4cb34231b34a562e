# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "The lock of the dead", zh = "死者手里的锁" }
# question = { en = "A clerk is dismissed in the middle of its work. Can the next one still get the lock?", zh = "职员干到一半被解雇了。下一个人还拿得到锁吗？" }
# topic = "processes"
# watch = ["got_it"]
#
# [tool.racewalk.fixes.finish]
# title = { en = "Let the clerk finish before it goes", zh = "让职员做完再走" }
#
# [tool.racewalk.fixes.timeout]
# title = { en = "Wait for the lock one second at most", zh = "等锁最多一秒" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { got_it = [true] }
# verdicts = ["deadlock"]
#
# [[tool.racewalk.expect]]
# fixes = ["timeout"]
# outcomes = { got_it = [false, true] }
# verdicts = []
#
# [[tool.racewalk.expect]]
# fixes = ["finish"]
# outcomes = { got_it = [true] }
# verdicts = []
#
# [[tool.racewalk.expect]]
# fixes = ["finish", "timeout"]
# outcomes = { got_it = [true] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 60
# say = { en = "terminate ends the process where it stands. No finally is run, no with is left.", zh = "terminate 让进程停在原地就此结束。finally 不会运行，with 也不会退出。" }
# ask = { en = "Where must the clerk stand for the lock to be lost?", zh = "职员站在哪里时，锁就回不来了？" }
# answer = { en = "Anywhere inside the with: it has the lock, and nobody else can give it back.", zh = "with 里面的任何地方：锁在它手里，别人谁也还不了。" }
#
# [[tool.racewalk.moments]]
# event = "deadlock"
# say = { en = "Main waits for a lock whose holder is dead.", zh = "main 在等一把锁，而拿着它的已经死了。" }
# ///
"""A process that is killed takes the lock it holds with it."""
from multiprocessing import Lock, Process


def work(lock):
    with lock:
        print("the clerk writes into the book")


if __name__ == "__main__":
    lock = Lock()
    clerk = Process(target=work, args=(lock,))
    clerk.start()
    clerk.join()  # fix: finish
    clerk.terminate()
    clerk.join()
    patience = None
    patience = 1  # fix: timeout
    got_it = lock.acquire(timeout=patience)
    print("the lock is free" if got_it else "the lock is lost")
