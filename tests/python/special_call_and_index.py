class Multiplier:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, value, /, plus=0):
        return value * self.factor + plus

    def __index__(self):
        return self.factor

    def __int__(self):
        return self.factor * 100

    def __float__(self):
        return self.factor / 2


double = Multiplier(2)
print(double(5), double(5, plus=1), callable(double), list(map(double, [1, 2])))
print([10, 20, 30][double], int(double), float(double), hex(double), list(range(double)), "ab" * double)
