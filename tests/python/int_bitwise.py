a, b = 0b1100, 0b1010
print(a & b, a | b, a ^ b, ~a, a << 2, a >> 2)
print(-1 & 0xFF, -5 | 2, -5 ^ 3, ~-1, -9 >> 1)
print((2**70) & (2**70 - 1), (2**70) | 1, -(2**70) & 2**71)
a |= 1
a &= 0b111
a ^= 2
a <<= 3
print(a)
try:
    1 << -1
except ValueError as error:
    print(error)
