print(float("1.5"), float(" -2e3 "), float("1_0.5"), float("inf"), float("-Infinity"), float("nan"), float(".5"), float("5."))
for text in ("", "abc", "1.2.3", "1e"):
    try:
        float(text)
    except ValueError as error:
        print(error)
print(float(7), float(True), float(), float(10**20))
try:
    float(10**400)
except OverflowError as error:
    print(error)
