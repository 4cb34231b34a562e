items = [1, 2]
attempts = [
    lambda: items[5],
    lambda: items["a"],
    lambda: items.remove(9),
    lambda: items.index(9),
    lambda: [].pop(),
    lambda: items.pop(7),
    lambda: items.insert("a", 1),
    lambda: items + 1,
    lambda: items.append(),
    lambda: items.append(1, 2),
    lambda: items.missing,
    lambda: sorted([1, "a"]),
]
for attempt in attempts:
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
