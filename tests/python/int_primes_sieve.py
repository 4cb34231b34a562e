limit = 100
is_prime = [True] * (limit + 1)
is_prime[0] = is_prime[1] = False
for number in range(2, int(limit**0.5) + 1):
    if is_prime[number]:
        is_prime[number * number :: number] = [False] * len(range(number * number, limit + 1, number))
print([number for number, prime in enumerate(is_prime) if prime])
