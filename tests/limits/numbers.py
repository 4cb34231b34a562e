# Numbers that are too large, or take too long.

#: memory
10 ** 10 ** 8

#: memory
x = 3 ** 1000000
while True:
    x = x * x

#: memory
1 << 10**12

#: OverflowError: too many digits in integer
1 << 10**30

#: ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
str(1 << 100000)

#: ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 100000 digits; use sys.set_int_max_str_digits() to increase the limit
int('9' * 100000)

#: ends
pow(3, 10**100, 10**100 + 1)

#: memory
import math
math.factorial(10**7)

#: memory
import math
math.comb(10**7, 5 * 10**6)

#: OverflowError: int too large to convert to float
float(10**400)

#: ends
round(1.5, 10**9)

#: memory
import random
random.getrandbits(10**11)

#: memory
x = 2
while True:
    x **= 2

#: memory
1 << 10**10

#: ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
print(10 ** 5000)

#: ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
f'{10 ** 5000}'

#: OverflowError: (34, 'Numerical result out of range')
10.0 ** 400

#: OverflowError: math range error
import math
math.exp(1000)

#: ValueError: cannot convert float NaN to integer
int(float('nan'))

#: ZeroDivisionError: division by zero
1 / 0

#: OverflowError: cannot fit 'int' into an index-sized integer
[1] * 10**30

#: IndexError: cannot fit 'int' into an index-sized integer
[1][10**30]

#: ValueError: negative shift count
1 << -1

#: ends
hash(3 ** 100000)

#: ends
(3 ** 20000) * (7 ** 20000) // (5 ** 10000)

#: OverflowError: Python int too large to convert to C int
chr(10**30)
