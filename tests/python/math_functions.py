import math

print(math.sqrt(2), math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.fabs(-3), math.pow(2, 0.5))
print(math.factorial(20), math.gcd(12, 18, 27), math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.isqrt(99), math.prod([1, 2, 3, 4]))
print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.hypot(3, 4), math.dist((0, 0), (1, 1)), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(2.5), math.frexp(8.0))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.degrees(math.pi), math.radians(180))
