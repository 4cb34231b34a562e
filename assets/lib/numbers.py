"""The tower of numbers: Number, Complex, Real, Rational, Integral.

For isinstance only: the abstract methods are not listed.
"""

from abc import ABCMeta


class Number(metaclass=ABCMeta):
    __hash__ = None


class Complex(Number):
    pass


class Real(Complex):
    pass


class Rational(Real):
    pass


class Integral(Rational):
    pass


Real.register(float)
Integral.register(int)
