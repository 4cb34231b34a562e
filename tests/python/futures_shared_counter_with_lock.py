import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def change(self, amount):
        with self.lock:
            old = self.balance
            self.balance = old + amount


account = Account(100)
with ThreadPoolExecutor(max_workers=4) as executor:
    for amount in (10, -5, 20, -25, 1) * 4:
        executor.submit(account.change, amount)
print(account.balance)
