def note(name, value):
    print("evaluate", name)
    return value


items = [0, 0, 0]
items[note("left index", 0)] = note("right", 7)
note("list", items)[note("first", 1)], items[note("second", 2)] = note("a", 8), note("b", 9)
i = 0
i, items[i] = 2, "moved"
print(items, note("x", 1) + note("y", 2) * note("z", 3))
