# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Woken, but too late", zh = "醒来已经太迟" }
# question = { en = "A consumer waits until there is an item, is woken, and takes it. Can the shelf be empty?", zh = "消费者等到有货，被唤醒，去取货。货架会是空的吗？" }
# topic = "waiting"
# watch = ["taken"]
#
# [tool.racewalk.fixes.recheck]
# title = { en = "Look again after waking: while instead of if", zh = "醒来后再看一眼：用 while 代替 if" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { taken = [1, 2] }
# verdicts = ["exception"]
#
# [[tool.racewalk.expect]]
# fixes = ["recheck"]
# outcomes = { taken = [2] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 45
# say = { en = "wait lets the lock go, sleeps until it is notified, and then has to take the lock again, like anybody else.", zh = "wait 先放开锁，睡到被通知为止，然后还要和别人一样重新抢锁。" }
#
# [[tool.racewalk.moments]]
# line = 54
# say = { en = "A sleeper is woken. It still has to take the lock before it can go on.", zh = "一个睡着的被唤醒了。但它得先拿到锁才能继续。" }
# ask = { en = "The woken consumer and one that has just arrived both want the lock. Who gets it?", zh = "刚醒的消费者和刚到的消费者都想要锁。谁会拿到？" }
# answer = { en = "Either. A released lock is not handed over, and whoever comes first takes the item.", zh = "都有可能。锁释放时并不移交给谁，先到的就把货取走。" }
# ///
"""Between being woken and moving on, somebody else may have been there."""
import threading

ready = threading.Condition()
shelf = []
taken = 0


def consumer():
    global taken
    with ready:
        while not shelf:  # fix: recheck
            ready.wait()
        shelf.pop()
        taken += 1


def producer():
    for item in ("bread", "cheese"):
        with ready:
            shelf.append(item)
            ready.notify()


threads = [threading.Thread(target=role) for role in (consumer, consumer, producer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(taken, "items were taken")
