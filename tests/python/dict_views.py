table = {"a": 1, "b": 2}
keys, values, items = table.keys(), table.values(), table.items()
table["c"] = 3
print(keys, values, items)
print(len(keys), "c" in keys, 3 in values, ("a", 1) in items)
print(sorted(keys & {"a", "z"}), sorted(keys | {"z"}), sorted(keys - {"a"}), keys == {"a", "b", "c"})
print(list(reversed(items)), max(table, key=table.get))
