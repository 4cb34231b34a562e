if (length := len("concurrency")) > 5:
    print(length)
numbers = iter([3, 1, 4, 0, 5])
while (number := next(numbers)) != 0:
    print(number)
print([square for n in range(6) if (square := n * n) % 2 == 0], square)
print((y := 5) + y, y, any((found := word).startswith("b") for word in ("ab", "bc", "bd")), found)
