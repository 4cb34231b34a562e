import random

random.seed(0)
print([random.getrandbits(8) for _ in range(6)], random.getrandbits(1), random.getrandbits(32), random.getrandbits(64), random.getrandbits(100))
print(random.getrandbits(0), random.randbytes(5))
