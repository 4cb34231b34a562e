# Every distribution, to the last digit.
import random

generator = random.Random(2024)
for _ in range(3):
    print(generator.gauss(0, 1), generator.gauss(100, 15))
    print(generator.normalvariate(5, 2), generator.lognormvariate(0, 0.25))
    print(generator.expovariate(1.5), generator.triangular(), generator.triangular(1, 10, 3))
    print(generator.betavariate(2, 3), generator.gammavariate(2.5, 1), generator.gammavariate(0.5, 2), generator.gammavariate(1, 2))
    print(generator.paretovariate(3), generator.weibullvariate(1, 1.5))
    print(generator.vonmisesvariate(0, 4), generator.vonmisesvariate(1, 0))
