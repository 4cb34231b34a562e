def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(48, 36), gcd(17, 5), gcd(0, 9), gcd(2**90, 6**40))
