words = ["apple", "fig", "banana"]
print([word.upper() for word in words if len(word) > 3], {word[0]: len(word) for word in words}, sorted({len(w) for w in words}))
print([(x, y) for x in range(3) for y in range(x)], [[x * y for y in range(3)] for x in range(3)])
print(sum(x * x for x in range(5)), list(x for x in "ab"), max((len(w), w) for w in words))
print({value: key for key, value in {"a": 1, "b": 2}.items()}, [n for n in range(20) if n % 2 if n % 3])
x = "outer"
print([x for x in range(2)], x)
