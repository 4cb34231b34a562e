from itertools import groupby

words = ["apple", "avocado", "bean", "cherry", "carrot", "almond"]
print([(letter, list(group)) for letter, group in groupby(words, key=lambda word: word[0])])
print([(letter, len(list(group))) for letter, group in groupby("aaabbc")])
print({size: [*group] for size, group in groupby(sorted(words, key=len), key=len)})
