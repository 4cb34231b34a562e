print("ab" * 3, 2 * "-", "x" * 0, "x" * -1, "a" + "b")
print("a" < "b", "Z" < "a", "abc" < "abd", "ab" < "abc", "" < "a", "é" > "z")
print(sorted(["pear", "Apple", "fig", "apple"]), sorted("hello"), max("python"), min("python"))
try:
    "a" + 1
except TypeError as error:
    print(error)
try:
    1 + "a"
except TypeError as error:
    print(error)
try:
    "a" < 1
except TypeError as error:
    print(error)
