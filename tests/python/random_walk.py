import random

random.seed("walk")
x = y = 0
for _ in range(50):
    dx, dy = random.choice([(0, 1), (0, -1), (1, 0), (-1, 0)])
    x, y = x + dx, y + dy
print(x, y, random.random())
