# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "As they are done", zh = "谁先好谁先上" }
# question = { en = "Three cakes are baked at the same time and served as they are done; one burns. Which is served first, and when does one hear of the fire?", zh = "三个蛋糕同时烤，好一个上一个，有一个会烤焦。哪个先上？什么时候才知道烤焦了？" }
# topic = "pools"
# watch = ["first", "served"]
#
# [tool.racewalk.fixes.catch]
# title = { en = "Catch what result raises", zh = "接住 result 抛出的异常" }
#
# [[tool.racewalk.expect]]
# fixes = []
# verdicts = ["exception"]
#
# [[tool.racewalk.expect]]
# fixes = ["catch"]
# outcomes = [{ first = "apple", served = 2 }, { first = "cherry", served = 2 }]
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 38
# say = { en = "The exception does not reach main. The pool catches it and puts it into the future.", zh = "异常不会传到 main。线程池把它接住，放进 future 里。" }
#
# [[tool.racewalk.moments]]
# line = 47
# say = { en = "as_completed hands out the futures in the order in which they get done, not in which they were submitted.", zh = "as_completed 按完成的次序交出 future，不按提交的次序。" }
# ask = { en = "What does result do if the work has raised an exception?", zh = "如果那份活儿抛过异常，result 会怎样？" }
# answer = { en = "It raises it again, here, in main. Who never asks never hears of it.", zh = "它会在这里、在 main 里再抛一次。从不去问的人就从不知道。" }
# ///
"""A future keeps what its work returned, or what it raised, until somebody asks."""
from concurrent.futures import ThreadPoolExecutor, as_completed


def bake(cake):
    if cake == "butter":
        raise ValueError("the butter cake is burnt")
    return cake


cakes = []
with ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(bake, cake) for cake in ("apple", "butter", "cherry")]
    for future in as_completed(futures):
        try:  # fix: catch
            cake = future.result()
            cakes.append(cake)
        except ValueError as error:
            print("sorry:", error)
first, served = cakes[0], len(cakes)
print(first, "came first;", served, "cakes were served")
