def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance

    def show():
        return balance

    return {"deposit": deposit, "show": show}


first, second = account(10), account(100)
first["deposit"](5)
second["deposit"](-50)
print(first["show"](), second["show"](), len(first["deposit"].__closure__))
