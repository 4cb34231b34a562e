items = [1, 2]
try:
    items[5] = 0
except IndexError as error:
    print(error)
try:
    del items[5]
except IndexError as error:
    print(error)
try:
    items[::2] = [1, 2, 3]
except ValueError as error:
    print(error)
try:
    items[0:1] = 5
except TypeError as error:
    print(error)
