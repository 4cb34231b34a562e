import random

random.seed(42)
print([random.random() for _ in range(4)])
print([random.randint(1, 6) for _ in range(12)])
print(random.uniform(1, 10), random.uniform(5, -5))
random.seed(42)
print(random.random())
