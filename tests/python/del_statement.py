items, table = [1, 2, 3], {"a": 1, "b": 2}
name = "gone"
del items[0], table["a"]
del name
print(items, table)
try:
    name
except NameError as error:
    print(error)


def local_delete():
    value = 1
    del value
    return value


try:
    local_delete()
except UnboundLocalError as error:
    print(error)


class Box:
    content = 1


box = Box()
box.own = 2
del box.own
try:
    box.own
except AttributeError as error:
    print(error)
