def note(value):
    print("note", value)
    return value


print([note(b) for a in note([1, 2]) for b in note([a, a * 10])])
print({note(key): note(key * 2) for key in (1, 2)})
lazy = (note(n) for n in [7, 8])
print("made")
print(next(lazy))
try:
    (1 / n for n in note(5))
except TypeError as error:
    print(error)
