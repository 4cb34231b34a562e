items = [1, 2, 3, 4, 5, 6]
for item in items:
    if item % 2 == 0:
        items.remove(item)
print(items)
items = [1, 2]
for item in items:
    if len(items) < 6:
        items.append(item * 10)
print(items)
