print(list(zip("abc", range(5))), list(zip()), list(zip([1])), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])))
print(list(enumerate("ab")), list(enumerate("ab", 5)), [i for i, _ in enumerate([None] * 3, start=-1)])
for right in ([1], [1, 2, 3]):
    try:
        list(zip([1, 2], right, strict=True))
    except ValueError as error:
        print(error)
