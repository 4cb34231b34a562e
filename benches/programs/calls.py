def add(one, other):
    return one + other


def main():
    total = 0
    for number in range(300_000):
        total = add(total, number)
    return total


print(main())
