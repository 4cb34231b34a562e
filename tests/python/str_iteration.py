for position, letter in enumerate("héy", start=1):
    print(position, letter, ord(letter))
print(list("abc"), tuple("xy"), set("aaa"), dict(zip("ab", "cd")))
print([chr(code) for code in range(65, 70)], chr(8364), ord("€"))
vowels = sum(letter in "aeiou" for letter in "concurrency")
print(vowels)
