def main():
    items = []
    for number in range(300_000):
        items.append(number)
    total = 0
    for index in range(300_000):
        total += items[index]
    while items:
        items.pop()
    return total


print(main())
