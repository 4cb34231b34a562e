print("a b  c ".split(), "a b  c ".split(" "), "a,b,,c".split(","), "".split(), "".split(","))
print("a,b,c,d".split(",", 2), "a,b,c,d".rsplit(",", 1), " x  y ".split(None, 1))
print("one\ntwo\r\nthree\n".splitlines(), "one\ntwo".splitlines(True))
print("key=value=more".partition("="), "key=value=more".rpartition("="), "none".partition("="))
print("-".join(["a", "b", "c"]), "".join([]), ", ".join(str(n) for n in range(4)))
try:
    ",".join(["a", 1])
except TypeError as error:
    print(error)
try:
    "abc".split("")
except ValueError as error:
    print(error)
