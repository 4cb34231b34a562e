import random

random.seed(99)
print([round(random.gauss(0, 1), 12) for _ in range(4)])
print([round(random.normalvariate(10, 2), 12) for _ in range(3)])
print(round(random.expovariate(0.5), 12), round(random.triangular(0, 10, 3), 12), round(random.triangular(), 12))
print(round(random.betavariate(2, 3), 12), round(random.gammavariate(2.5, 1), 12), round(random.gammavariate(0.5, 1), 12))
print(round(random.lognormvariate(0, 0.5), 12), round(random.paretovariate(3), 12), round(random.weibullvariate(1, 2), 12))
print(round(random.vonmisesvariate(0, 4), 12), round(random.gammavariate(1, 2), 12))
