factorial = 1
for number in range(1, 41):
    factorial *= number
print(factorial)
print(factorial // 10**20, factorial % 10**9)
print(2**200 - 3**120)
print((2**100 + 1) * (2**100 - 1) == 2**200 - 1)
print(-(2**70) >> 3, 2**70 >> 65, 1 << 80)
