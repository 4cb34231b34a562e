def main():
    number = 0
    while number < 1_000_000:
        number += 1
    return number


print(main())
