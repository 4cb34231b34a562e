import threading
import time


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def withdraw(self, who, amount):
        with self.lock:
            if self.balance >= amount:
                print(f"{who} takes {amount}")
                time.sleep(0.02)
                self.balance -= amount
                print(f"  {self.balance} left")
            else:
                print(f"{who} wants {amount}, only {self.balance} left")


account = Account(100)
threads = []
for who, amount in (("Ann", 60), ("Bo", 50), ("Cy", 40)):
    thread = threading.Thread(target=account.withdraw, args=(who, amount))
    threads.append(thread)
    thread.start()
    time.sleep(0.05)
for thread in threads:
    thread.join()
print("final balance:", account.balance)
