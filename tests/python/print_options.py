import sys

print()
print("a", 1, None, [2])
print("a", "b", sep="")
print("a", "b", sep=" - ", end="!\n")
print("no newline", end="")
print(" ... continued")
print(*range(3), sep="\n")
print("to stderr", file=sys.stderr)
print("flushed", flush=True)
print("", end="")
print("None as default", sep=None, end=None)
try:
    print("x", sep=1)
except TypeError as error:
    print(error)
