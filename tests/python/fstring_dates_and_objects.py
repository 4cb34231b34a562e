class Money:
    def __init__(self, cents):
        self.cents = cents

    def __format__(self, spec):
        if spec == "long":
            return f"{self.cents // 100} euros and {self.cents % 100} cents"
        return f"{self.cents / 100:{spec or '.2f'}}"


price = Money(1234)
print(f"{price} | {price:long} | {price:8.1f}|", format(price, "long"), "{:long}".format(price))
