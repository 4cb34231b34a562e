import random

random.seed(2024)
cards = list(range(20))
random.shuffle(cards)
print(cards)
print(random.sample(range(100), 10), random.sample("abcdef", 3), random.sample(cards, 20))
print(random.sample(range(10**9), 4), random.sample([1, 2], k=3, counts=[2, 2]))
try:
    random.sample([1, 2], 3)
except ValueError as error:
    print(error)
