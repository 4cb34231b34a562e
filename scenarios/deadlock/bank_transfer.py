# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Two transfers that meet", zh = "迎面相遇的两笔转账" }
# question = { en = "Anna pays Ben while Ben pays Anna. Every transfer locks both accounts. Can the bank stop for good?", zh = "Anna 给 Ben 转账，同时 Ben 给 Anna 转账，每笔转账都锁住两个账户。银行会永远停下来吗？" }
# topic = "deadlock"
# watch = ["anna_has", "ben_has"]
#
# [tool.racewalk.fixes.ordered]
# title = { en = "Always lock the account with the lower number first", zh = "总是先锁编号较小的账户" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { anna_has = [110], ben_has = [90] }
# verdicts = ["deadlock"]
#
# [[tool.racewalk.expect]]
# fixes = ["ordered"]
# outcomes = { anna_has = [110], ben_has = [90] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 44
# say = { en = "This transfer holds one lock and reaches for the other.", zh = "这笔转账拿着一把锁，正要去拿另一把。" }
# ask = { en = "If the other transfer stands at this very line too, who can move?", zh = "如果另一笔转账也正好停在这一行，谁还能动？" }
# answer = { en = "Nobody. Each holds what the other waits for, and neither lets go before it has both.", zh = "谁也不能。各自拿着对方等的锁，而且不拿到两把都不会放手。" }
# ///
"""Two bank transfers in opposite directions can wait for each other for ever."""
import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    first, second = source, target
    first, second = sorted((source, target), key=lambda account: account.number)  # fix: ordered
    with first.lock:
        with second.lock:
            source.balance -= amount
            target.balance += amount


anna = Account(1, 100)
ben = Account(2, 100)
transfers = [
    threading.Thread(target=transfer, args=(anna, ben, 10)),
    threading.Thread(target=transfer, args=(ben, anna, 20)),
]
for thread in transfers:
    thread.start()
for thread in transfers:
    thread.join()
anna_has, ben_has = anna.balance, ben.balance
print("Anna has", anna_has, "and Ben has", ben_has)
