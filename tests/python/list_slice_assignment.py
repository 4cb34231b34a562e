items = list(range(8))
items[2:4] = ["a", "b", "c"]
print(items)
items[:2] = []
print(items)
items[len(items) :] = [9, 10]
items[::3] = "XYZ"
print(items)
del items[1:3]
del items[-1]
print(items)
items[1:1] = [0, 0]
items[:] = items[::-1]
print(items)
