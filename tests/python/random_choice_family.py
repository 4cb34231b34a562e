import random

random.seed(1)
print([random.choice("abcdef") for _ in range(8)], random.choice([1, 2, 3]), random.choice(range(100)))
print(random.choices(["red", "green", "blue"], k=6), random.choices("ab", weights=[9, 1], k=8))
print(random.choices("xyz", cum_weights=[1, 3, 6], k=5), random.choices([5]))
try:
    random.choice([])
except IndexError as error:
    print(error)
