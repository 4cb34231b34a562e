# Seeds of every kind, generators of one's own, and states.
import random

for seed in (0, 1, -1, 2 ** 100, "hello", "", "ünïcode" * 20, b"bytes", bytearray(b"array"), 1.5, -2.25, 0.0, 1e300, True):
    random.seed(seed)
    print(repr(seed)[:20], random.random(), random.randrange(1000))

generator = random.Random(7)
other = random.Random(7)
print(generator.random() == other.random())
state = generator.getstate()
first = [generator.gauss(0, 1) for _ in range(3)]
generator.setstate(state)
print(first == [generator.gauss(0, 1) for _ in range(3)], state[0], len(state[1]))

random.seed()
print(0 <= random.random() < 1)


class Loaded(random.Random):
    def roll(self):
        return max(self.randint(1, 6), self.randint(1, 6))


print([Loaded(3).roll() for _ in range(3)], Loaded("x").roll())
try:
    random.seed([1])
except TypeError as error:
    print("TypeError:", error)
