import threading


class Bank:
    def __init__(self, money):
        self.money = money
        self.changed = threading.Condition()

    def borrow(self, amount):
        with self.changed:
            self.changed.wait_for(lambda: self.money >= amount)
            self.money -= amount

    def repay(self, amount):
        with self.changed:
            self.money += amount
            self.changed.notify_all()


bank, served = Bank(10), []


def customer(amount):
    bank.borrow(amount)
    served.append(amount)
    bank.repay(amount)


threads = [threading.Thread(target=customer, args=(amount,)) for amount in (7, 9, 3, 10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(served), bank.money)
