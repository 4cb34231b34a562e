text = "hello World, it's 3rd Time"
print(text.upper(), text.lower(), text.title(), text.capitalize(), text.swapcase(), sep="\n")
print("Straße".casefold(), "ß".upper(), "İ".lower() == "i̇")
print("abc".isupper(), "ABC".isupper(), "Abc Def".istitle(), "abc1".islower())
