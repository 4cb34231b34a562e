from itertools import count, cycle, islice, repeat

print(list(islice(count(3, 2), 4)), list(islice(cycle("ab"), 5)), list(repeat("x", 3)), list(islice(count(0.5, 0.5), 3)))
print(list(islice("abcdefg", 2, 6, 2)), list(islice("abc", None)), list(zip(count(), "ab")), list(map(pow, range(4), repeat(2))))
