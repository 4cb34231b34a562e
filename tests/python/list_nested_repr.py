items = [1, "two", [3, (4,), {"five": 5}], None, {6}, b"7"]
print(items)
items.append(items)
print(items)
table = {"self": None}
table["self"] = table
print(table, str([]), repr(["it's"]))
