import math

tenths = [0.1] * 10
print(sum(tenths), math.fsum(tenths), sum(tenths) == 1.0)
print(sum([1e100, 1.0, -1e100]), math.fsum([1e100, 1.0, -1e100]))
print(sum([0.1, 0.2, 0.3]), sum([1, 2.5]), sum([], 0.5))
