from multiprocessing import RawValue, Value

if __name__ == "__main__":
    for code, value in [("i", -5), ("d", 2.5), ("f", 0.1), ("b", 100), ("B", 200), ("h", -3), ("H", 4), ("I", 5),
                        ("l", 6), ("L", 7), ("q", -(2**60)), ("Q", 2**63), ("c", b"x")]:
        v = Value(code, value)
        print(code, v.value, v, Value(code).value)
    v = RawValue("i", 2**31)
    print(v.value, v)
    v.value = -1
    print(v.value, RawValue("B", 257).value, RawValue("I", -1).value)
    print(Value("i", 3, lock=False))
    for code, value in [("i", "x"), ("i", 1.5), ("d", "x"), ("c", "x")]:
        try:
            Value(code, value)
        except TypeError as error:
            print(type(error).__name__)
