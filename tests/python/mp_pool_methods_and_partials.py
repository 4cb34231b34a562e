from functools import partial
from multiprocessing import Pool


class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return x * self.factor

    def shift(self, x):
        return x + self.factor

    @staticmethod
    def twice(x):
        return 2 * x


def power(exponent, base):
    return base ** exponent


if __name__ == "__main__":
    with Pool(2) as pool:
        scale = Scale(3)
        print(pool.map(scale, range(3)), pool.map(scale.shift, range(3)), pool.map(Scale.twice, range(3)))
        print(pool.map(partial(power, 3), range(4)), pool.map(str, range(3)), pool.map(len, ["a", "bb"]))
