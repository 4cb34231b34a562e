import threading


class Account:
    def __init__(self, number, balance):
        self.number, self.balance, self.lock = number, balance, threading.Lock()


def transfer(source, target, amount, times):
    first, second = sorted((source, target), key=lambda account: account.number)
    for _ in range(times):
        with first.lock, second.lock:
            source.balance -= amount
            target.balance += amount
    print("moved", amount * times, "from", source.number, "to", target.number)


a, b = Account(1, 1000), Account(2, 1000)
threads = [
    threading.Thread(target=transfer, args=(a, b, 5, 100)),
    threading.Thread(target=transfer, args=(b, a, 2, 100)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(a.balance, b.balance)
