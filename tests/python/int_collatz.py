def collatz(number):
    steps = 0
    while number != 1:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        steps += 1
    return steps


print([collatz(number) for number in range(1, 21)])
print(max(range(1, 2000), key=collatz))
