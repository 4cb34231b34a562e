def say(word, value):
    print("asked", word)
    return value


print(say("a", 0) or say("b", "") or say("c", "last"))
print(say("d", 1) and say("e", []) and say("f", 2))
print(not say("g", None))
print(1 and 2 or 3, 0 and 2 or 3, None or False, "" and 1)
