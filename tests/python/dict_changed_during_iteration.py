table = {"a": 1, "b": 2}
try:
    for key in table:
        table[key + "!"] = 0
except RuntimeError as error:
    print(error)
try:
    for key in {1: 1}.keys():
        pass
    for key in table:
        del table[key]
except RuntimeError as error:
    print(error)
for key in list(table):
    del table[key]
print(table)
