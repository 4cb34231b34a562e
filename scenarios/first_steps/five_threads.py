# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Five threads that count", zh = "五个数数的线程" }
# question = { en = "Five threads count up to their number. How many are still counting when the last one has been started?", zh = "五个线程各自数到自己的号码。最后一个启动之后，还有几个在数？" }
# topic = "first_steps"
# watch = ["still_counting", "left_over"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { still_counting = [0, 1, 2, 3, 4, 5], left_over = [0] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 40
# say = { en = "start sets a thread going and comes back at once. From here on there is one more worker.", zh = "start 让线程跑起来，自己马上返回。从这里起多了一个干活的。" }
#
# [[tool.racewalk.moments]]
# line = 41
# say = { en = "All five are started. is_alive asks each whether it has come to its end.", zh = "五个都启动了。is_alive 问每一个：你做完了吗？" }
# ask = { en = "What will the answer be: 0, 5, or something in between?", zh = "结果会是多少：0、5，还是中间的某个数？" }
# answer = { en = "Any of them. Nothing says how far a thread gets while main goes on.", zh = "都有可能。没有任何规定说 main 往前走时别的线程走到哪里。" }
#
# [[tool.racewalk.moments]]
# line = 43
# say = { en = "join waits until that thread has ended. After the last join nobody is counting.", zh = "join 一直等到那个线程结束。最后一个 join 之后，没有人在数了。" }
# ///
"""Start five threads, ask who is alive, wait for all of them."""
import threading


def count_to(number):
    for step in range(1, number + 1):
        print(f"thread {number}: {step} of {number}")


threads = [threading.Thread(target=count_to, args=(number,)) for number in range(1, 6)]
for thread in threads:
    thread.start()
still_counting = sum(thread.is_alive() for thread in threads)
for thread in threads:
    thread.join()
left_over = sum(thread.is_alive() for thread in threads)
print("after the last join,", left_over, "are still counting")
