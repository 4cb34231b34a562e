import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock


class BankAccount:
    def __init__(self):
        self.balance = 1000
        self.lock = Lock()

    def withdraw_unsafe(self, amount):
        if self.balance >= amount:
            new_balance = self.balance - amount
            time.sleep(0.1)
            self.balance = new_balance
            print(f"took {amount}")
        else:
            raise ValueError("insufficient balance")

    def withdraw(self, amount):
        with self.lock:
            self.withdraw_unsafe(amount)


for method in ("withdraw_unsafe", "withdraw"):
    account = BankAccount()
    with ThreadPoolExecutor(max_workers=2) as executor:
        withdrawals = []
        for amount in (700, 600):
            withdrawals.append(executor.submit(getattr(account, method), amount))
            time.sleep(0.01)
    print(method, "leaves", account.balance)
    for withdrawal in withdrawals:
        print(" ", withdrawal.exception())
