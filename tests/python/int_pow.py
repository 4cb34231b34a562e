print(2**10, 2**0, 0**0, (-3) ** 3, -3**2)
print(2**-1, 10**-2)
print(pow(3, 200, 1000007), pow(7, -1, 31), pow(2, 5))
print(2 ** 3 ** 2)
try:
    print(0**-1)
except ZeroDivisionError as error:
    print(error)
try:
    pow(2, -1, 4)
except ValueError as error:
    print(error)
