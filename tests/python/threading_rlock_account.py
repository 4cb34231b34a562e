import threading


class Account:
    def __init__(self):
        self.lock = threading.RLock()
        self.balance = 0

    def deposit(self, amount):
        with self.lock:
            self.balance += amount

    def deposit_twice(self, amount):
        with self.lock:
            self.deposit(amount)
            self.deposit(amount)


account = Account()
threads = [threading.Thread(target=account.deposit_twice, args=(number,)) for number in range(1, 6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(account.balance)
