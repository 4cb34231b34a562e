# Exact quotients.
import numbers
from fractions import Fraction

half, third = Fraction(1, 2), Fraction(1, 3)
print(half + third, half - third, half * third, half / third, -half, abs(-third), half ** 2, half ** -2, 7 // third, half % third)
print(half + 1, 1 - half, half + 0.25, half == 0.5, half > third, half < 1, hash(half) == hash(0.5), repr(half), str(Fraction(4, 2)))
print(Fraction("3/4"), Fraction("-1.25"), Fraction(0.1), Fraction(0.1).limit_denominator(100), Fraction(6, -8))
print(float(third), int(Fraction(7, 2)), round(Fraction(7, 2)), round(third, 2), sum([third] * 3), half.numerator, half.denominator)
print(isinstance(half, numbers.Rational), isinstance(1, numbers.Integral), isinstance(1.0, numbers.Real), isinstance("1", numbers.Number))
for wrong in (lambda: Fraction(1, 0), lambda: Fraction("x"), lambda: Fraction(1.5, 2)):
    try:
        wrong()
    except (ZeroDivisionError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
