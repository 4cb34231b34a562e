import random

random.seed(7)
print([random.randrange(10) for _ in range(10)], [random.randrange(5, 50, 5) for _ in range(8)], random.randrange(10**20))
print([random.randint(-3, 3) for _ in range(8)], random.randint(5, 5))
for attempt in (lambda: random.randrange(0), lambda: random.randint(3, 1), lambda: random.randrange(5, 5)):
    try:
        attempt()
    except ValueError as error:
        print(error)
