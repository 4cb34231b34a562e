class BankError(Exception):
    """Something is wrong with the money."""


class InsufficientFunds(BankError):
    def __init__(self, balance, amount):
        super().__init__(balance, amount)
        self.missing = amount - balance

    def __str__(self):
        return f"{self.missing} missing"


for error in (InsufficientFunds(5, 20), BankError("closed"), BankError(), BankError(1, "two")):
    try:
        raise error
    except InsufficientFunds as caught:
        print("funds", caught, repr(caught), caught.args, caught.missing)
    except BankError as caught:
        print("bank", str(caught), repr(caught), caught.args)
