# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Dining philosophers", zh = "哲学家就餐" }
# question = { en = "Three philosophers share three forks, and each needs two. Does everybody get to eat?", zh = "三位哲学家共用三把叉子，每人要用两把。大家都能吃上饭吗？" }
# topic = "deadlock"
# watch = ["served"]
#
# [tool.racewalk.fixes.ordered]
# title = { en = "Everyone takes the lower-numbered fork first", zh = "每人都先拿编号较小的叉子" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { served = [3] }
# verdicts = ["deadlock"]
#
# [[tool.racewalk.expect]]
# fixes = ["ordered"]
# outcomes = { served = [3] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 41
# say = { en = "One fork in hand, one still to come.", zh = "手里有一把叉子，还差一把。" }
# ask = { en = "How many philosophers must stand here at once for the table to stop?", zh = "要有几位哲学家同时停在这里，整桌才会停住？" }
# answer = { en = "All three. As long as one fork is on the table, somebody can take it and eat.", zh = "三位全部。只要桌上还有一把叉子，就有人能拿起来吃。" }
# ///
"""Everyone holds one fork and waits for the next one: a circle that never opens."""
import threading

SEATS = 3
forks = [threading.Lock() for _ in range(SEATS)]
meals = [0] * SEATS


def philosopher(seat):
    first, second = seat, (seat + 1) % SEATS
    first, second = sorted((first, second))  # fix: ordered
    with forks[first]:
        with forks[second]:
            meals[seat] += 1


table = [threading.Thread(target=philosopher, args=(seat,)) for seat in range(SEATS)]
for thread in table:
    thread.start()
for thread in table:
    thread.join()
served = sum(meals)
print(served, "meals were served")
