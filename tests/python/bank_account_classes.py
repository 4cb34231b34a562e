class Account:
    interest = 0.02

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def withdraw(self, amount):
        if amount > self._balance:
            raise ValueError(f"{self.owner} has only {self._balance}")
        self._balance -= amount
        self.history.append(("out", amount))


class Savings(Account):
    interest = 0.05

    def year(self):
        gain = round(self._balance * self.interest, 2)
        self._balance += gain
        self.history.append(("interest", gain))


account = Savings("Ann", 100)
account.year()
account.withdraw(50)
try:
    account.withdraw(500)
except ValueError as error:
    print(error)
print(account.balance, account.history, f"{account.balance:.2f}")
