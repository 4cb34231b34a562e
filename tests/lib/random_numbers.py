# The same seed gives the same numbers, everywhere.
import random

random.seed(42)
print([random.random() for _ in range(3)])
print([random.randint(1, 6) for _ in range(20)])
print([random.randrange(0, 100, 7) for _ in range(10)], random.randrange(10), random.randrange(20, 3, -4))
print(random.choice("abcdef"), random.choice([1, 2, 3]))
print(random.choices("abc", k=8), random.choices([1, 2, 3], weights=[5, 1, 1], k=8))
print(random.choices("xyz", cum_weights=[1, 3, 6], k=8))
deck = list(range(12))
random.shuffle(deck)
print(deck)
print(random.sample(range(1000), 5), random.sample("abcdef", 6), random.sample(range(10 ** 6), 30)[:5])
print(random.sample(["a", "b"], counts=[3, 2], k=4))
print(random.uniform(1, 10), random.getrandbits(70), random.randbytes(5))
print(random.randint(0, 10 ** 30))
