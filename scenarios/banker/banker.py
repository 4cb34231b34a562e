# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "The banker's algorithm", zh = "银行家算法" }
# question = { en = "Three builders share three cranes; each needs two, one after the other. Is it safe to lend whatever is free?", zh = "三位建筑师共用三台吊车，每人要两台，一台一台地借。有空的就借出去，安全吗？" }
# topic = "banker"
# watch = ["cranes_back", "drills_back"]
#
# [tool.racewalk.fixes.banker]
# title = { en = "Lend only what leaves a safe state", zh = "只在借出后仍然安全时才借" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { cranes_back = [3], drills_back = [2] }
# verdicts = ["deadlock"]
#
# [[tool.racewalk.expect]]
# fixes = ["banker"]
# outcomes = { cranes_back = [3], drills_back = [2] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 67
# say = { en = "The loan is tried out on paper: can everybody still finish, one after another?", zh = "先在纸上试借：大家还能一个接一个地完工吗？" }
# ask = { en = "Every builder holds one crane and none is free. Has the building site stopped already?", zh = "每人各拿一台，一台空的也没有。工地已经停了吗？" }
# answer = { en = "Not yet, but it must: each will ask for a second one. That state is unsafe, and the banker does not enter it.", zh = "还没有，但必定会停：每人都还要第二台。这个状态不安全，银行家不会走进去。" }
#
# [[tool.racewalk.moments]]
# line = 75
# say = { en = "This request has to wait. Look at Available and Need for the reason.", zh = "这个请求要等。看看 Available 和 Need 就知道为什么。" }
# ///
"""Lend only if everybody can still be served in some order: Dijkstra's banker."""
import threading
from operator import add, le, sub


class Banker:
    def __init__(self, available, maximum):
        self.available = available
        self.maximum = maximum
        self.allocation = [[0] * len(available) for _ in maximum]
        self.changed = threading.Condition()

    def need(self, who):
        return list(map(sub, self.maximum[who], self.allocation[who]))

    def is_safe(self):
        free, waiting = self.available, list(range(len(self.maximum)))
        while waiting:
            able = [who for who in waiting if all(map(le, self.need(who), free))]
            if not able:
                return False
            free = list(map(add, free, self.allocation[able[0]]))
            waiting.remove(able[0])
        return True

    def lend(self, who, amounts):
        self.available = list(map(sub, self.available, amounts))
        self.allocation[who] = list(map(add, self.allocation[who], amounts))

    def grant(self, who, wanted):
        if not all(map(le, wanted, self.available)):
            return False
        self.lend(who, wanted)
        safe = True
        safe = self.is_safe()  # fix: banker
        if not safe:
            self.lend(who, [-amount for amount in wanted])
        return safe

    def request(self, who, wanted):
        with self.changed:
            while not self.grant(who, wanted):
                self.changed.wait()

    def release(self, who):
        with self.changed:
            self.lend(who, [-amount for amount in self.allocation[who]])
            self.changed.notify_all()


def builder(who):
    banker.request(who, [1, 0])
    banker.request(who, banker.need(who))
    banker.release(who)


banker = Banker(available=[3, 2], maximum=[[2, 1], [2, 2], [2, 0]])  # cranes, drills
builders = [threading.Thread(target=builder, args=(who,)) for who in range(3)]
for thread in builders:
    thread.start()
for thread in builders:
    thread.join()
cranes_back, drills_back = banker.available
print("cranes back:", cranes_back, "drills back:", drills_back)
