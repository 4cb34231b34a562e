def main():
    limit = 200_000
    prime = [True] * (limit + 1)
    number = 2
    while number * number <= limit:
        if prime[number]:
            for multiple in range(number * number, limit + 1, number):
                prime[multiple] = False
        number += 1
    return sum(prime) - 2


print(main())
