import random

for seed in (0, 1, -1, 2**40, 2**200, "text", "", b"bytes", 1.5, True):
    random.seed(seed)
    print(repr(seed), random.random(), random.randint(0, 1000))
try:
    random.seed([])
except TypeError as error:
    print(str(error).split(".")[0])
