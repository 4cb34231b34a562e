table = {1: "int", "1": "str", (1,): "tuple", None: "none", 2.5: "float", frozenset([1]): "frozen", b"1": "bytes"}
print(table, table[1.0], table[True], table[(1,)])
table[1.0] = "replaced"
print(list(table)[0], table[1])
for key in ([], {}, set()):
    try:
        table[key] = 0
    except TypeError as error:
        print(error)
