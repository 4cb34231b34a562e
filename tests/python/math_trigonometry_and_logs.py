import math

for value in (0, 0.5, 1):
    print(*(round(f(value), 12) for f in (math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.exp, math.erf)))
print(math.log(math.e), math.log(8, 2), math.log2(1024), math.log10(1000), round(math.log1p(0.5), 12), round(math.gamma(5), 9))
print(round(math.atan2(1, -1), 12), math.log(10**400) > 900, math.log2(2**500))
