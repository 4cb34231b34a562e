print(int("42"), int("  -17 "), int("+8"), int("1_000"))
print(int("ff", 16), int("0xff", 16), int("0b101", 0), int("z", 36), int("777", 8))
print(int(3.99), int(-3.99), int(True), int())
for text in ("", "4.5", "x1", "1__0"):
    try:
        int(text)
    except ValueError as error:
        print(error)
try:
    int(None)
except TypeError as error:
    print(error)
