# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Lucky with the GIL", zh = "GIL 带来的运气" }
# question = { en = "Two threads add one to two counters, twice each: once with +=, once through a function. Does the GIL keep both totals at 4?", zh = "两个线程给两个计数器各加两次一：一个用 +=，一个通过函数。GIL 能保证两个总数都是 4 吗？" }
# topic = "gil"
# watch = ["plain", "called"]
#
# [tool.racewalk.fixes.lock]
# title = { en = "Hold a lock around both updates", zh = "两次更新期间都持有锁" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { plain = [2, 3, 4], called = [2, 3, 4] }
# verdicts = ["data-race"]
#
# [[tool.racewalk.expect]]
# fixes = ["lock"]
# outcomes = { plain = [4], called = [4] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 49
# say = { en = "Read, add, write. Press P to see where a thread may lose its turn on other versions of Python.", zh = "读、加、写。按 P 看看在别的 Python 版本上，线程会在哪里失去轮次。" }
#
# [[tool.racewalk.moments]]
# line = 50
# say = { en = "The same three steps, with a call between the read and the write.", zh = "还是那三步，只是读和写之间隔着一次调用。" }
# ask = { en = "Under profile cpython-3.12, which of the two lines can lose an update?", zh = "在配置 cpython-3.12 下，这两行里哪一行会丢失更新？" }
# answer = { en = "Only this one. That CPython gives way at calls and at the end of a loop, and a call stands in the middle here.", zh = "只有这一行。那个版本的 CPython 在调用处和循环末尾让出，而这里正中间就是一次调用。" }
# ///
"""Where CPython happens not to switch, a race happens not to show."""
import threading

plain = 0
called = 0
lock = threading.Lock()


def add_one(number):
    return number + 1


def worker():
    global plain, called
    for _ in range(2):
        with lock:  # fix: lock
            plain += 1
            called = add_one(called)


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("plain:", plain, "called:", called)
