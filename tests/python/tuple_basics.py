point = (3, 4)
single = (1,)
empty = ()
print(point, single, empty, point + single, point * 2, len(point), point[::-1])
print(point.count(3), point.index(4), 3 in point, (1, 2) < (1, 3), hash((1, 2)) == hash((1, 2)))
x, y = point
print(x, y, tuple([1, 2]), tuple("ab"), (1, (2, (3,))))
try:
    point[0] = 1
except TypeError as error:
    print(error)
try:
    hash(([],))
except TypeError as error:
    print(error)
try:
    point.index(9)
except ValueError as error:
    print(error)
