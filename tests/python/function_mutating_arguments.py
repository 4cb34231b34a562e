def change(items, number):
    items.append(number)
    number += 1
    items = ["rebound"]
    return items, number


numbers, one = [0], 1
print(change(numbers, one), numbers, one)
