print({5, 1, 3}, {10, 20, 30, 5}, {-1, -2, 0}, set(range(10, 0, -1)))
print({100, 8, 16, 1}, list({33, 1, 65}), {8, 0}, {0, 8}, {1000, 17, 64, 32, 5})
numbers = set()
for number in (40, 7, 15, 23, 31, 0, 8):
    numbers.add(number)
    print(numbers)
numbers.discard(15)
numbers.add(47)
print(numbers, numbers | {3, 90}, {n * n for n in range(12)})
