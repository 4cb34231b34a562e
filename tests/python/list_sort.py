words = ["pear", "fig", "apple", "kiwi", "date"]
words.sort()
print(words)
words.sort(key=len)
print(words)
words.sort(key=len, reverse=True)
print(words)
words.sort(key=lambda word: (word[-1], word))
print(words, [3, 1, 2].sort())
pairs = [(1, "b"), (0, "z"), (1, "a")]
print(sorted(pairs), sorted(pairs, key=lambda pair: pair[0]), sorted(pairs, reverse=True))
